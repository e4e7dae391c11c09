package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** CLUSTER-8: what ended is started again. */
class MemberProcessesTest {
  /** Ended for all who look at its handle, while the object that started it has not heard of it. */
  private static final class EndedUnheard extends Process {
    private final ProcessHandle handle;

    EndedUnheard(ProcessHandle handle) {
      this.handle = handle;
    }

    @Override
    public ProcessHandle toHandle() {
      return handle;
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public int exitValue() {
      throw new IllegalThreadStateException();
    }

    @Override
    public int waitFor() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void destroy() {}

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }
  }

  @Test
  void aProcessRunsAsLongAsItsHandleSays() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    assertThat(ended.waitFor()).isZero();
    assertThat(MemberProcesses.runs(new EndedUnheard(ended.toHandle()))).isFalse();
    assertThat(MemberProcesses.runs(new EndedUnheard(ProcessHandle.current()))).isTrue();
  }
}

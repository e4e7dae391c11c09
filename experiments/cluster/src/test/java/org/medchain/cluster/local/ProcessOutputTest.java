package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPS-20: the reason of a process that ended, without what it, or an earlier one, did before. */
class ProcessOutputTest {
  private static final String LOGGED = "17:31:11.056 INFO  n3 view 5 height 6 Shutdown: stopped\n";

  @TempDir private Path temp;

  private String reason(String before, String own) throws IOException {
    Path said = temp.resolve("process.log");
    Files.writeString(said, before);
    long from = ProcessOutput.size(said);
    Files.writeString(said, before + own);
    return ProcessOutput.reason(said, from);
  }

  @Test
  void onlyThePlainLinesOfThisProcessAreTheReason() throws IOException {
    assertThat(reason("an earlier reason\n" + LOGGED, LOGGED + "the port is taken\n"))
        .isEqualTo("the port is taken");
    assertThat(reason(LOGGED, "the store is damaged\nfile a\n"))
        .isEqualTo("the store is damaged / file a");
    assertThat(reason("", "its votes are lost\n" + LOGGED)).isEqualTo("its votes are lost");
  }

  /** NODE-12: the JVM says that it ends, and not what gives it more heap. */
  @Test
  void aFullHeapNamesTheSettings() throws IOException {
    String java =
        """
        java.lang.OutOfMemoryError: Java heap space
        #   Executing /bin/sh -c "echo"...
        Terminating due to java.lang.OutOfMemoryError: Java heap space
        """;
    assertThat(reason(LOGGED, java + LOGGED))
        .startsWith("out of heap: 'cluster up --jvm=-Xmx")
        .contains("MEDCHAIN_HEAP=")
        .doesNotContain("\n");
    assertThat(reason(java, "the port is taken\n")).isEqualTo("the port is taken");
    Path emptied = Files.writeString(temp.resolve("emptied"), "the disk is full\n");
    assertThat(ProcessOutput.reason(emptied, 1_000)).isEqualTo("the disk is full");
  }

  @Test
  void withoutAPlainLineItIsTheLastOne() throws IOException {
    assertThat(reason("an earlier reason\n", LOGGED)).isEqualTo(LOGGED.strip());
    assertThat(reason("an earlier reason\n", "")).isEqualTo("it said nothing");
    assertThat(ProcessOutput.reason(temp.resolve("none"), 0)).isEqualTo("it was not started");
  }
}

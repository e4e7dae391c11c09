package org.medchain.cluster.lifetime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The owner's end of the pipe by which a process notices that the one that started it is gone, even
 * after SIGKILL: the system closes the pipe, and {@link OwnerWatch} reads its end.
 */
public final class Lifeline {
  /** After it, the end of the pipe means nothing. */
  static final int RELEASED = 'R';

  /** A process that is forgotten here may have its pipe closed by the garbage collector. */
  private static final Set<Process> HELD = ConcurrentHashMap.newKeySet();

  private Lifeline() {}

  /** Starts a process whose standard input is the pipe. */
  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectInput(ProcessBuilder.Redirect.PIPE).start();
    HELD.add(process);
    var unused = process.onExit().thenRun(() -> HELD.remove(process));
    return process;
  }

  /** From now on the process lives on without this one. */
  public static void release(Process process) {
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.write(RELEASED);
    } catch (IOException e) {
      // It has ended, which a wait for it shows.
      return;
    } finally {
      HELD.remove(process);
    }
  }
}

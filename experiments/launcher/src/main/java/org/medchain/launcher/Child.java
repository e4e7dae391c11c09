package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that the launcher waits for. It ends with the launcher, and the launcher ends with the
 * script that waits for it, however that is ended (EXP-27): a shell that is killed tells its
 * children nothing.
 */
final class Child {
  /** The number of the script's process. */
  private static final String SCRIPT = "medchain.script";

  /** As after SIGTERM. */
  private static final int EXIT_CODE = 143;

  private static final int LOOKS = 200;
  private static final long PAUSE_NS = 50_000_000;

  private static volatile boolean ending;

  private Child() {}

  /**
   * Runs one to its end.
   *
   * @param log for all that it says
   * @return its exit code
   */
  @SuppressWarnings("try")
  static int run(ProcessBuilder builder, Path log) throws IOException, InterruptedException {
    builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    try (ShutdownHook unused = new ShutdownHook("child", Child::endAll)) {
      int code = start(builder).waitFor();
      while (ending) {
        LockSupport.park(); // What comes of a child that was ended is no news.
      }
      return code;
    }
  }

  /** From now on, this process ends when the script is gone. */
  static void endWithScript() {
    long script = Long.getLong(SCRIPT, 0);
    if (script > 0) {
      Thread.startVirtualThread(
          () -> {
            ProcessHandle.of(script).ifPresent(each -> each.onExit().join());
            System.exit(EXIT_CODE);
          });
    }
  }

  private static synchronized Process start(ProcessBuilder builder) throws IOException {
    if (ending) {
      throw new IOException("nothing is started any more");
    }
    return builder.start();
  }

  /** By force: what it has started since would not be told. */
  private static synchronized void endAll() {
    ending = true;
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    for (int look = 0; look < LOOKS && !all.isEmpty(); look++) {
      all.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE_NS);
      all = ProcessHandle.current().descendants().toList();
    }
  }
}

package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final AtomicBoolean WATCHED = new AtomicBoolean();

  private static boolean ending;

  private Child() {}

  /**
   * Runs one to its end.
   *
   * @param log for all that it says
   * @return its exit code
   */
  static int run(ProcessBuilder builder, Path log) throws IOException, InterruptedException {
    builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    endWithScript();
    ShutdownHook hook = new ShutdownHook("child", Child::endAll);
    try {
      int code = start(builder).waitFor();
      while (isEnding()) {
        LockSupport.park(); // What comes of a child that was ended is no news.
      }
      return code;
    } finally {
      hook.close();
    }
  }

  /** From now on, this process ends when the script is gone. */
  static void endWithScript() {
    long script = Long.getLong(SCRIPT, 0);
    if (script > 0 && WATCHED.compareAndSet(false, true)) {
      ProcessHandle.of(script)
          .ifPresentOrElse(
              each -> {
                var unused = each.onExit().thenRun(() -> System.exit(EXIT_CODE));
              },
              () -> System.exit(EXIT_CODE));
    }
  }

  private static synchronized Process start(ProcessBuilder builder) throws IOException {
    if (ending) {
      throw new IOException("nothing is started any more");
    }
    return builder.start();
  }

  private static synchronized boolean isEnding() {
    return ending;
  }

  private static void startNoMore() {
    synchronized (Child.class) {
      ending = true;
    }
  }

  /** Whether there were any. */
  private static boolean endDescendants() {
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    return !all.isEmpty();
  }

  /** By force: what it has started since would not be told. */
  private static void endAll() {
    startNoMore();
    for (int look = 0; look < LOOKS && endDescendants(); look++) {
      LockSupport.parkNanos(PAUSE_NS);
    }
  }
}

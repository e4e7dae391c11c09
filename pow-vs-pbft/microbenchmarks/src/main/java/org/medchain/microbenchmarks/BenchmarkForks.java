package org.medchain.microbenchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets JMH's forks and files go with the command (CLUSTER-13): JMH itself leaves a fork to its
 * benchmark when the command is told to end. A shell that waits for the end of this process removes
 * JMH's files, also after SIGKILL; then forks end by themselves ({@link CommandWatch}).
 */
record BenchmarkForks(Optional<Process> shell) {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      word=
      read -r word
      [ "$word" = done ] || rm -f -- "$1"/jmh[0-9]*
      """;

  private static final int LOOKS = 200;
  private static final long PAUSE_NS = 50_000_000;

  /** From now on. */
  static BenchmarkForks endWithThis() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    BenchmarkForks forks =
        new BenchmarkForks(
            isMeasuring(folder) ? Optional.empty() : Optional.of(startJanitor(folder)));
    Runtime.getRuntime().addShutdownHook(new Thread(forks::end, "forks"));
    return forks;
  }

  /**
   * Whether JMH's lock there is another process's, and with it the files; JMH refuses to measure.
   */
  private static boolean isMeasuring(Path folder) {
    Path file = folder.resolve("jmh.lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException e) {
      return true; // It is another user's.
    }
  }

  private static Process startJanitor(Path folder) throws IOException {
    return new ProcessBuilder("sh", "-c", SCRIPT, "medchain-janitor", folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** All was measured, and JMH removes its files by itself. */
  void done() throws IOException {
    if (shell.isPresent()) {
      try (OutputStream pipe = shell.get().getOutputStream()) {
        pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private void end() {
    // JMH may start one meanwhile.
    for (int look = 0; look < LOOKS && endForks(); look++) {
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  /** Whether there were any. */
  private boolean endForks() {
    List<ProcessHandle> forks =
        ProcessHandle.current().descendants().filter(each -> !isShell(each)).toList();
    forks.forEach(ProcessHandle::destroyForcibly);
    return !forks.isEmpty();
  }

  private boolean isShell(ProcessHandle process) {
    return shell.isPresent() && shell.get().pid() == process.pid();
  }
}

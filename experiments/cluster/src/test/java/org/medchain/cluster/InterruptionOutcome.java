package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What became of one command that was ended before its time: a line in {@code
 * target/interruptions.txt}, written also where a check fails.
 */
final class InterruptionOutcome implements AutoCloseable {
  private final String what;
  private final StringBuilder words = new StringBuilder();
  private long sentNs = System.nanoTime();
  private boolean held;

  /** Of a case that this machine can play; else it is skipped, without a line. */
  InterruptionOutcome(InterruptedCommand command, CommandEnding how, InterruptedMoment at)
      throws IOException {
    how.assumeHeard();
    this.what = String.format(Locale.ROOT, "%s %s %s", command, how, at);
  }

  /** The signal is sent now, with this number of processes beside the command. */
  void sent(int beside) {
    words.append(beside).append(" beside it");
    sentNs = System.nanoTime();
  }

  /** Something is left that should not be. */
  void left(Object what) {
    words.append("; LEFT: ").append(what);
  }

  /** Something is as it should be. */
  void add(String fact) {
    double afterS = (System.nanoTime() - sentNs) / (double) TimeUnit.SECONDS.toNanos(1);
    words.append(String.format(Locale.ROOT, "; %s after %.1f s", fact, afterS));
  }

  /** Everything is. */
  void holds() {
    held = true;
  }

  /** Waits for something that is to come within the time after the signal. */
  void await(CommandProcess process, long limitS, String fact, CommandProcess.AwaitedState state)
      throws Exception {
    long passedS = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sentNs);
    try {
      process.await(what + ": " + fact, Math.max(1, limitS - passedS), state);
    } catch (Exception e) {
      left(process.left());
      throw e;
    }
    add(fact);
  }

  @Override
  public void close() throws IOException {
    String line = (held ? "ok  " : "RED ") + what + ": " + words + "\n";
    System.out.print(line);
    Path lines = Files.createDirectories(Path.of("target")).resolve("interruptions.txt");
    Files.writeString(lines, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}

package org.medchain.experiments.execution;

import java.io.PrintStream;
import java.util.Locale;

/** Plain lines now and then, for a log file or a pipe. */
final class RunProgressLines implements RunProgress {
  private static final double INTERVAL_S = 10;

  private final PrintStream out;
  private final int trials;
  private final long startNs = System.nanoTime();
  private double printedAtS;

  RunProgressLines(PrintStream out, int trials) {
    this.out = out;
    this.trials = trials;
  }

  @Override
  public synchronized void update(int trialsEnded, double shareDone, long messagesDelivered) {
    double elapsedS = elapsedS();
    if (elapsedS - printedAtS < INTERVAL_S) {
      return;
    }
    printedAtS = elapsedS;
    String left =
        shareDone > 0
            ? ", about " + ReadableNumbers.duration(elapsedS / shareDone - elapsedS) + " left"
            : "";
    out.printf(
        Locale.ROOT,
        "%d of %d trials after %s%s, %s messages delivered%n",
        trialsEnded,
        trials,
        ReadableNumbers.duration(elapsedS),
        left,
        ReadableNumbers.count(messagesDelivered));
  }

  @Override
  public synchronized void printLine(String line) {
    out.println(line);
  }

  @Override
  public void close() {
    out.flush();
  }

  private double elapsedS() {
    return (System.nanoTime() - startNs) / 1e9;
  }
}

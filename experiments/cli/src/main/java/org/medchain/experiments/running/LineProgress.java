package org.medchain.experiments.running;

import java.io.PrintStream;
import java.util.Locale;

/** Plain lines now and then, for a log file or a pipe. */
final class LineProgress implements Progress {
  private static final double EVERY_S = 10;

  private final PrintStream out;
  private final int trials;
  private final long startNs = System.nanoTime();
  private double saidS;

  LineProgress(PrintStream out, int trials) {
    this.out = out;
    this.trials = trials;
  }

  @Override
  public synchronized void at(int trialsEnded, double shareDone, long messagesDelivered) {
    double elapsedS = elapsedS();
    if (elapsedS - saidS < EVERY_S) {
      return;
    }
    saidS = elapsedS;
    String left =
        shareDone > 0 ? ", about " + Words.duration(elapsedS / shareDone - elapsedS) + " left" : "";
    out.printf(
        Locale.ROOT,
        "%d of %d trials after %s%s, %s messages delivered%n",
        trialsEnded,
        trials,
        Words.duration(elapsedS),
        left,
        Words.count(messagesDelivered));
  }

  @Override
  public synchronized void say(String line) {
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

package org.medchain.experiments.execution;

import java.io.PrintStream;
import java.util.Locale;
import org.medchain.experiments.running.Pace;

/** Plain lines now and then, for a log file or a pipe. */
final class RunProgressLines implements RunProgress {
  private final PrintStream out;
  private final int trials;
  private final Pace pace = new Pace();

  RunProgressLines(PrintStream out, int trials) {
    this.out = out;
    this.trials = trials;
  }

  @Override
  public synchronized void update(int trialsEnded, double shareDone, long messagesDelivered) {
    if (!pace.isDue()) {
      return;
    }
    double elapsedS = pace.elapsedS();
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
}

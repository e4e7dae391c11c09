package org.medchain.experiments.execution;

import java.io.PrintStream;
import java.util.Locale;
import org.medchain.experiments.running.TerminalBar;

/** A bar that is drawn over again, for a terminal. */
final class RunProgressBar implements RunProgress {
  /**
   * The bar moves by shares of the work, not by trials: large ones take a hundred times as long.
   */
  private static final int STEPS = 1000;

  private static final int WIDTH_MAX = 120;

  private final int trials;
  private final TerminalBar bar;
  private volatile int ended;
  private volatile double share;
  private volatile long messages;

  RunProgressBar(PrintStream out, int trials) {
    this.trials = trials;
    this.bar =
        new TerminalBar(
            text -> {
              out.print(text);
              out.flush();
            },
            STEPS,
            WIDTH_MAX,
            this::words);
  }

  private String words(double elapsedS) {
    return String.format(
        Locale.ROOT,
        "%d of %d trials  %s%s  %s messages",
        ended,
        trials,
        ReadableNumbers.duration(elapsedS),
        share > 0
            ? ", about " + ReadableNumbers.duration(elapsedS / share - elapsedS) + " left"
            : "",
        ReadableNumbers.count(messages));
  }

  @Override
  public void update(int trialsEnded, double shareDone, long messagesDelivered) {
    ended = trialsEnded;
    share = Math.clamp(shareDone, 0, 1);
    messages = messagesDelivered;
    // Rounded down: a bar is full when all is done.
    bar.stepTo((long) (share * STEPS));
  }

  @Override
  public void printLine(String line) {
    bar.say(line);
  }

  @Override
  public void close() {
    bar.leave();
  }
}

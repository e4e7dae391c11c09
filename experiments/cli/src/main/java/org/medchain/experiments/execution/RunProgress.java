package org.medchain.experiments.execution;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.medchain.experiments.running.Pace;
import org.medchain.experiments.running.TerminalBar;

/**
 * Shows the progress of a run: a bar that is drawn over again on a terminal, plain lines now and
 * then in a log file or a pipe. All methods may be called from any thread.
 */
public final class RunProgress implements AutoCloseable {
  /**
   * The bar moves by shares of the work, not by trials: large ones take a hundred times as long.
   */
  private static final int STEPS = 1000;

  private static final int WIDTH_MAX = 120;

  private final PrintStream out;
  private final Optional<TerminalBar> bar;
  private final Pace pace = new Pace();
  private volatile int trials;
  private volatile int ended;
  private volatile double share;
  private volatile long messages;

  /** Begins. */
  public RunProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.bar =
        terminal
            ? Optional.of(new TerminalBar(this::draw, STEPS, WIDTH_MAX, this::words))
            : Optional.empty();
  }

  private void draw(String text) {
    out.print(text);
    out.flush();
  }

  private String words(double elapsedS) {
    return String.format(
        Locale.ROOT,
        "%d of %d trials  %s%s  %s messages",
        ended,
        trials,
        ReadableNumbers.duration(elapsedS),
        left(elapsedS, share),
        ReadableNumbers.count(messages));
  }

  private static String left(double elapsedS, double share) {
    return share > 0
        ? ", about " + ReadableNumbers.duration(elapsedS / share - elapsedS) + " left"
        : "";
  }

  /**
   * How far it is now.
   *
   * @param trialsEnded with or without a result
   * @param trialsWanted as far as that is decided
   * @param shareDone of the expected work, 0 to 1
   * @param messagesDelivered so far
   */
  public void update(int trialsEnded, int trialsWanted, double shareDone, long messagesDelivered) {
    trials = trialsWanted;
    if (bar.isEmpty()) {
      printIfDue(trialsEnded, shareDone, messagesDelivered);
      return;
    }
    ended = trialsEnded;
    share = Math.clamp(shareDone, 0, 1);
    messages = messagesDelivered;
    // Rounded down: a bar is full when all is done.
    bar.get().stepTo((long) (share * STEPS));
  }

  private synchronized void printIfDue(int trialsEnded, double shareDone, long messagesDelivered) {
    if (pace.isDue()) {
      double elapsedS = pace.elapsedS();
      out.printf(
          Locale.ROOT,
          "%d of %d trials after %s%s, %s messages delivered%n",
          trialsEnded,
          trials,
          ReadableNumbers.duration(elapsedS),
          left(elapsedS, shareDone),
          ReadableNumbers.count(messagesDelivered));
    }
  }

  /** A line that stays. */
  public void printLine(String line) {
    bar.ifPresentOrElse(it -> it.say(line), () -> out.println(line));
  }

  /** Ends the display, whether or not all is done. */
  @Override
  public void close() {
    bar.ifPresentOrElse(TerminalBar::leave, out::flush);
  }
}

package org.medchain.experiments.execution;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.medchain.experiments.running.Pace;
import org.medchain.experiments.running.TerminalBar;

/**
 * Shows the progress of a run: a bar that is drawn over again on a terminal, plain lines now and
 * then in a log file or a pipe. Any thread may call it.
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
    return said("%d of %d trials  %s%s  %s messages", elapsedS);
  }

  private String said(String form, double elapsedS) {
    return String.format(
        Locale.ROOT,
        form,
        ended,
        trials,
        ReadableNumbers.duration(elapsedS),
        share > 0
            ? ", about " + ReadableNumbers.duration(elapsedS / share - elapsedS) + " left"
            : "",
        ReadableNumbers.count(messages));
  }

  /**
   * How far it is now; from one thread at a time.
   *
   * @param trialsEnded with or without a result
   * @param trialsWanted as far as that is decided
   * @param shareDone of the expected work, 0 to 1
   * @param messagesDelivered so far
   */
  public void update(int trialsEnded, int trialsWanted, double shareDone, long messagesDelivered) {
    trials = trialsWanted;
    ended = trialsEnded;
    share = Math.clamp(shareDone, 0, 1);
    messages = messagesDelivered;
    if (bar.isPresent()) {
      // Rounded down: a bar is full when all is done.
      bar.get().stepTo((long) (share * STEPS));
    } else if (pace.isDue()) {
      out.println(said("%d of %d trials after %s%s, %s messages delivered", pace.elapsedS()));
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

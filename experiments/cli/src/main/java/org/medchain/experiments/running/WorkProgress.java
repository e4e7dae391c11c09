package org.medchain.experiments.running;

import java.io.PrintWriter;
import java.util.Optional;
import org.medchain.experiments.execution.ReadableNumbers;

/**
 * Shows the progress of a long work: a bar that is drawn over again on a terminal, plain lines now
 * and then in a log file or a pipe, none for quick steps. Any thread may call it.
 */
public final class WorkProgress implements AutoCloseable {
  /** The bar moves by shares of the work: some steps take a hundred times as long as others. */
  private static final int STEPS = 1000;

  private static final int WIDTH_MAX = 120;

  private final PrintWriter out;
  private final Optional<TerminalBar> bar;
  private final Pace pace = new Pace();
  private String what = "";
  private int steps;
  private int done;
  private volatile String words = "";
  private volatile String left = "";
  private volatile String more = "";

  public WorkProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.bar =
        terminal
            ? Optional.of(new TerminalBar(this::print, STEPS, WIDTH_MAX, this::line))
            : Optional.empty();
  }

  private void print(String text) {
    out.print(text);
    out.flush();
  }

  private String line(double elapsedS) {
    return words + " after " + ReadableNumbers.duration(elapsedS) + left + more;
  }

  /** The next piece of work. */
  public synchronized void begin(String theWork, int theSteps) {
    what = theWork;
    steps = theSteps;
    done = 0;
    update(0, what);
  }

  /** One of its steps is done. */
  public synchronized void step() {
    done++;
    update((double) done / steps, what + ": " + done + " of " + steps);
  }

  /**
   * What is left of the whole work, from the share of it that is done.
   *
   * @param said how far it is
   * @param besides behind the times
   */
  public synchronized void forecast(double shareDone, String said, String besides) {
    more = besides;
    double elapsedS = pace.elapsedS();
    left =
        shareDone > 0
            ? ", about " + ReadableNumbers.duration(elapsedS / shareDone - elapsedS) + " left"
            : "";
    update(Math.clamp(shareDone, 0, 1), said);
  }

  private void update(double share, String said) {
    words = said;
    if (bar.isPresent()) {
      // Rounded down: a bar is full when all is done.
      bar.get().stepTo((long) (share * STEPS));
    } else if (pace.isDue()) {
      print(line(pace.elapsedS()) + System.lineSeparator());
    }
  }

  /** A line that stays. */
  public void printLine(String line) {
    bar.ifPresentOrElse(it -> it.say(line), () -> print(line + System.lineSeparator()));
  }

  /** Takes the display away. */
  public void clear() {
    bar.ifPresentOrElse(TerminalBar::clear, out::flush);
  }

  /** Ends the display, whether or not all is done; it stays. */
  @Override
  public void close() {
    bar.ifPresentOrElse(TerminalBar::leave, out::flush);
  }
}

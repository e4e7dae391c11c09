package org.medchain.study.execution;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.running.Pace;
import org.medchain.experiments.running.TerminalBar;

/**
 * Shows the progress of a study: on a terminal a bar that is drawn over again and gone when the
 * work is done, elsewhere plain lines now and then, none for quick steps. {@code step} may be
 * called from any thread.
 */
public final class StudyProgress implements AutoCloseable {
  private static final int WIDTH_MAX = 100;

  private final PrintWriter out;
  private final Optional<TerminalBar> bar;
  private final Pace pace = new Pace();
  private volatile String what = "";
  private int steps;
  private int done;

  public StudyProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.bar =
        terminal
            ? Optional.of(new TerminalBar(this::draw, 1, WIDTH_MAX, this::words))
            : Optional.empty();
  }

  private void draw(String text) {
    out.print(text);
    out.flush();
  }

  private String words(double elapsedS) {
    return what + "  " + ReadableNumbers.duration(elapsedS);
  }

  /** The next piece of work. */
  public synchronized void begin(String theWork, int theSteps) {
    what = theWork;
    steps = theSteps;
    done = 0;
    bar.ifPresentOrElse(it -> it.begin(theSteps), this::printIfDue);
  }

  /** One of its steps is done. */
  public void step() {
    bar.ifPresentOrElse(TerminalBar::step, this::count);
  }

  private synchronized void count() {
    done++;
    printIfDue();
  }

  private void printIfDue() {
    if (pace.isDue()) {
      String after = ReadableNumbers.duration(pace.elapsedS());
      out.printf(Locale.ROOT, "%s: %d of %d after %s%n", what, done, steps, after);
      out.flush();
    }
  }

  /** Ends the display, whether or not all is done. */
  @Override
  public void close() {
    bar.ifPresentOrElse(TerminalBar::clear, out::flush);
  }
}

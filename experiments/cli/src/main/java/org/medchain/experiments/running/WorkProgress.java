package org.medchain.experiments.running;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.medchain.experiments.execution.ReadableNumbers;

/**
 * Shows the progress of a long work: a bar that is drawn over again on a terminal, plain lines now
 * and then in a log file or a pipe, none for quick steps. Any thread may call it.
 */
public final class WorkProgress implements AutoCloseable {
  private static final int LENGTH = 24;
  private static final int WIDTH_MAX = 120;
  private static final int EVERY_MS = 250;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress-bar").factory());
  private final Pace pace = new Pace();
  private String what = "";
  private int steps;
  private int done;
  private double share;
  private String words = "";
  private String left = "";
  private String more = "";
  private boolean closed;

  /** Onto a terminal, or into a file. */
  public WorkProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    if (terminal) {
      var unused = clock.scheduleAtFixedRate(this::draw, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void print(String text) {
    out.print(text);
    out.flush();
  }

  private synchronized void draw() {
    if (!closed) {
      int filled = (int) Math.round(share * LENGTH);
      String bar = "=".repeat(filled) + " ".repeat(LENGTH - filled);
      double percent = Math.floor(100 * share);
      String text = String.format(Locale.ROOT, "[%s] %3.0f %%  %s", bar, percent, line());
      print(CLEAR_LINE + text.substring(0, Math.min(WIDTH_MAX, text.length())));
    }
  }

  private String line() {
    return words + " after " + ReadableNumbers.duration(pace.elapsedS()) + left + more;
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
    update(shareDone, said);
  }

  private void update(double shareDone, String said) {
    share = Math.clamp(shareDone, 0, 1);
    words = said;
    if (!terminal && pace.isDue()) {
      print(line() + System.lineSeparator());
    }
  }

  /** A line that stays. */
  public void printLine(String line) {
    print((terminal ? CLEAR_LINE : "") + line + System.lineSeparator());
  }

  /** Takes the display away. */
  public void clear() {
    close(CLEAR_LINE);
  }

  /** Ends the display, whether or not all is done; it stays. */
  @Override
  public void close() {
    close(System.lineSeparator());
  }

  private synchronized void close(String last) {
    clock.shutdownNow();
    if (terminal && !closed) {
      draw();
      print(last);
    }
    closed = true;
    out.flush();
  }
}

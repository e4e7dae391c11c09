package org.medchain.experiments.execution;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** A bar that is drawn over again, for a terminal. */
final class RunProgressBar implements RunProgress {
  /**
   * The bar moves by shares of the work, not by trials: large ones take a hundred times as long.
   */
  private static final int STEPS = 1000;

  private static final int LENGTH = 24;
  private static final int WIDTH_MAX = 120;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final int trials;
  private final long startNs = System.nanoTime();
  private final ProgressBar bar;
  private volatile int ended;
  private volatile double share;
  private volatile long messages;
  private boolean closed;

  RunProgressBar(PrintStream out, int trials) {
    this.out = out;
    this.trials = trials;
    // The consumer is ours, so that no terminal library is loaded to find out the width.
    this.bar =
        new ProgressBarBuilder()
            .setInitialMax(STEPS)
            .setUpdateIntervalMillis(250)
            .setRenderer(this::render)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH_MAX))
            .build();
  }

  private String render(ProgressState state, int widthMax) {
    int filled = (int) Math.round(share * LENGTH);
    double elapsedS = (System.nanoTime() - startNs) / 1e9;
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %d of %d trials  %s%s  %s messages",
        "=".repeat(filled),
        " ".repeat(LENGTH - filled),
        Math.floor(100 * share),
        ended,
        trials,
        ReadableNumbers.duration(elapsedS),
        share > 0
            ? ", about " + ReadableNumbers.duration(elapsedS / share - elapsedS) + " left"
            : "",
        ReadableNumbers.count(messages));
  }

  private synchronized void draw(String text) {
    if (!closed) {
      out.print(CLEAR_LINE + text);
      out.flush();
    }
  }

  @Override
  public void update(int trialsEnded, double shareDone, long messagesDelivered) {
    ended = trialsEnded;
    share = Math.clamp(shareDone, 0, 1);
    messages = messagesDelivered;
    bar.stepTo(Math.round(share * STEPS));
  }

  @Override
  public synchronized void printLine(String line) {
    out.println(CLEAR_LINE + line);
  }

  @Override
  public void close() {
    // Not under the lock, which the bar's own thread needs to draw for the last time.
    bar.close();
    synchronized (this) {
      if (!closed) {
        closed = true;
        out.println();
      }
    }
  }
}

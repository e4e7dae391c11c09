package org.medchain.study.execution;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.medchain.experiments.execution.ReadableNumbers;

/** A bar that is drawn over again, for a terminal; gone when the work is done. */
final class StudyProgressBar implements StudyProgress {
  private static final int LENGTH = 24;
  private static final int WIDTH_MAX = 100;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final long startNs = System.nanoTime();
  private final ProgressBar bar;
  private volatile String what = "";
  private boolean closed;

  StudyProgressBar(PrintWriter out) {
    this.out = out;
    // The consumer is ours, so that no terminal library is loaded to find out the width.
    this.bar =
        new ProgressBarBuilder()
            .setInitialMax(1)
            .setUpdateIntervalMillis(250)
            .setRenderer(this::render)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH_MAX))
            .build();
  }

  private String render(ProgressState state, int widthMax) {
    double share = (double) state.getCurrent() / Math.max(1, state.getMax());
    int filled = (int) Math.round(Math.min(1, share) * LENGTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s  %s",
        "=".repeat(filled),
        " ".repeat(LENGTH - filled),
        Math.floor(100 * share),
        what,
        ReadableNumbers.duration((System.nanoTime() - startNs) / 1e9));
  }

  private synchronized void draw(String text) {
    if (!closed) {
      out.print(CLEAR_LINE + text);
      out.flush();
    }
  }

  @Override
  public void begin(String theWork, int steps) {
    what = theWork;
    bar.maxHint(steps);
    bar.stepTo(0);
  }

  @Override
  public void step() {
    bar.step();
  }

  @Override
  public void close() {
    // Not under the lock, which the bar's own thread needs to draw for the last time.
    bar.close();
    synchronized (this) {
      if (!closed) {
        closed = true;
        out.print(CLEAR_LINE);
        out.flush();
      }
    }
  }
}

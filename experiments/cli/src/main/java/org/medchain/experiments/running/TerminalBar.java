package org.medchain.experiments.running;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** A bar on one line of a terminal that is drawn over again. */
final class TerminalBar {
  private static final int LENGTH = 24;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Consumer<String> out;
  private final DoubleFunction<String> words;
  private final long startNs = System.nanoTime();
  private final ProgressBar bar;
  private boolean closed;

  /**
   * An empty bar.
   *
   * @param out prints at once
   * @param steps of the whole bar
   * @param widthMax of the line, in characters
   * @param words behind the bar, given the seconds since the beginning
   */
  TerminalBar(Consumer<String> out, int steps, int widthMax, DoubleFunction<String> words) {
    this.out = out;
    this.words = words;
    // The consumer is ours, so that no terminal library is loaded to find out the width.
    this.bar =
        new ProgressBarBuilder()
            .setInitialMax(steps)
            .setUpdateIntervalMillis(250)
            .setRenderer(this::render)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, widthMax))
            .build();
  }

  private String render(ProgressState state, int widthMax) {
    double share = Math.min(1, (double) state.getCurrent() / Math.max(1, state.getMax()));
    int filled = (int) Math.round(share * LENGTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s",
        "=".repeat(filled),
        " ".repeat(LENGTH - filled),
        Math.floor(100 * share),
        words.apply((System.nanoTime() - startNs) / 1e9));
  }

  private synchronized void draw(String text) {
    if (!closed) {
      out.accept(CLEAR_LINE + text);
    }
  }

  /** The number of steps. */
  void stepTo(long steps) {
    bar.stepTo(steps);
  }

  /** A line in place of the bar, which is drawn again under it. */
  synchronized void say(String line) {
    out.accept(CLEAR_LINE + line + System.lineSeparator());
  }

  /** Draws the bar for the last time; it stays. */
  void leave() {
    close(System.lineSeparator());
  }

  /** Takes the bar away. */
  void clear() {
    close(CLEAR_LINE);
  }

  private void close(String last) {
    // Not under the lock, which the bar's own thread needs to draw for the last time.
    bar.close();
    synchronized (this) {
      if (!closed) {
        closed = true;
        out.accept(last);
      }
    }
  }
}

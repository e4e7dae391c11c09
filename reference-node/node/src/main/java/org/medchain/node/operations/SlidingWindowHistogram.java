package org.medchain.node.operations;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * The distribution of a latency over the last seconds (OPS-6), to 1 % and in microseconds.
 * Durations above a minute count as a minute.
 *
 * <p>Recording is wait-free, except for the first call in each second. May be used from any thread.
 */
final class SlidingWindowHistogram {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MAX_US = 60_000_000;
  private static final int DIGITS = 2;

  private final Recorder recorder = new Recorder(MAX_US, DIGITS);

  /** Complete seconds; each may be reused once it is out of the window. */
  private final Histogram[] complete;

  /** Number of the second that is recorded in now. */
  private volatile long second;

  /**
   * Nothing recorded yet.
   *
   * @param seconds the window's length, the present second included
   */
  SlidingWindowHistogram(int seconds, long nowNs) {
    complete = new Histogram[seconds - 1];
    Arrays.setAll(complete, i -> new Histogram(MAX_US, DIGITS));
    second = Math.floorDiv(nowNs, SECOND_NS);
  }

  /** One more, now; a negative latency counts as 0. */
  void record(long nowNs, long latencyNs) {
    moveTo(Math.floorDiv(nowNs, SECOND_NS));
    recorder.recordValue(Math.clamp(latencyNs / 1000, 0, MAX_US));
  }

  private void moveTo(long target) {
    if (target > second) {
      rotate(target);
    }
  }

  private synchronized void rotate(long target) {
    long from = second;
    if (target <= from) {
      return; // Another thread was first.
    }
    recorder.getIntervalHistogramInto(complete[slot(from)]);
    for (long next = Math.max(from + 1, target - complete.length); next < target; next++) {
      complete[slot(next)].reset();
    }
    second = target;
  }

  private int slot(long number) {
    return (int) Math.floorMod(number, (long) complete.length);
  }

  /** All of the window up to the last complete second. */
  private synchronized Histogram window(long nowNs) {
    moveTo(Math.floorDiv(nowNs, SECOND_NS));
    Histogram sum = new Histogram(MAX_US, DIGITS);
    for (Histogram part : complete) {
      sum.add(part);
    }
    return sum;
  }

  /**
   * The quantiles in seconds, as of the last complete second; 0 where nothing was recorded.
   *
   * @param quantiles each 0 to 1
   */
  double[] quantiles(long nowNs, double... quantiles) {
    Histogram window = window(nowNs);
    return Arrays.stream(quantiles)
        .map(quantile -> window.getValueAtPercentile(quantile * 100) / 1e6)
        .toArray();
  }
}

package org.medchain.comparison.metrics;

/**
 * What of a run is measured, in µs from its start: latencies of the requests that are to start at
 * or after the warm-up's end, and how many become final in a window.
 *
 * @param warmupUs end of the warm-up
 * @param fromUs where the window begins, not before the warm-up's end
 * @param untilUs where it ends; where that is not after its beginning there is no window, and the
 *     load is too short for anything but medians
 * @param tail whether percentiles over the median say something that does not depend on the load's
 *     length; without a window they never do
 */
public record MeasurementWindow(long warmupUs, long fromUs, long untilUs, boolean tail) {
  private static final double US_PER_S = 1e6;

  /** With no window. */
  public static MeasurementWindow withoutWindow(long warmupUs) {
    return new MeasurementWindow(warmupUs, warmupUs, warmupUs, false);
  }

  /** Whether there is a window. */
  public boolean hasWindow() {
    return untilUs > fromUs;
  }

  /** Whether percentiles over the median are of the steady state. */
  boolean hasTail() {
    return tail && hasWindow();
  }

  boolean contains(long atUs) {
    return atUs >= fromUs && atUs < untilUs;
  }

  double windowS() {
    return (untilUs - fromUs) / US_PER_S;
  }
}

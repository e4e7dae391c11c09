package org.medchain.comparison.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * What became of the steps of one kind in a day (CMP-55).
 *
 * @param step the kind's word, or {@code visit} for whole visits
 * @param planned how many there are
 * @param answered of these, those whose answer came
 * @param refused of the answered ones, those that the contract refused
 * @param latencyUs their latencies, in µs from their intended starts; with {@code step} as its tag
 * @param p50Ms the latency that half of the planned ones do not exceed; absent where too few were
 *     answered
 * @param p99Ms the same of 99 in a hundred
 */
public record StepOutcome(
    String step,
    long planned,
    long answered,
    long refused,
    Histogram latencyUs,
    OptionalDouble p50Ms,
    OptionalDouble p99Ms) {
  private static final double US_PER_MS = 1e3;
  private static final int DIGITS = 3;

  /**
   * Of these latencies.
   *
   * @param allUs of the answered ones, in any order
   */
  public static StepOutcome of(String step, long planned, long refused, long[] allUs) {
    long[] sorted = allUs.clone();
    Arrays.sort(sorted);
    Histogram histogram = new Histogram(DIGITS);
    histogram.setTag(step);
    for (long each : sorted) {
      histogram.recordValue(each);
    }
    return new StepOutcome(
        step,
        planned,
        sorted.length,
        refused,
        histogram,
        percentile(sorted, planned, 50),
        percentile(sorted, planned, 99));
  }

  /** Nearest rank, an unanswered one as infinitely late. */
  static OptionalDouble percentile(long[] sorted, long planned, int percent) {
    long rank = (percent * planned + 99) / 100;
    return rank == 0 || rank > sorted.length
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[(int) rank - 1] / US_PER_MS);
  }

  /** Planned and not answered. */
  public long lost() {
    return planned - answered;
  }
}

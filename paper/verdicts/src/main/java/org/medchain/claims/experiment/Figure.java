package org.medchain.claims.experiment;

import java.util.Collection;
import java.util.Optional;
import org.medchain.game.random.IntervalEstimate;

/**
 * What an experiment measured for a claim.
 *
 * @param metric its name, as criteria have it: lower case and underscores, the unit at the end
 *     where it has one, as in {@code locate_p99_ms}
 * @param value in the unit; NaN where there is nothing to measure
 * @param interval around it where it is an estimate
 * @param samples number of the things that were looked at
 * @param meaning in words, for people
 */
public record Figure(
    String metric,
    double value,
    Optional<IntervalEstimate> interval,
    long samples,
    String meaning) {
  private static final double LEVEL = 0.95;

  /**
   * The least of some values that a share of them does not exceed (nearest rank); NaN of none.
   *
   * @param share above 0, at most 1: 0.5 for the median
   */
  public static double quantile(Collection<? extends Number> values, double share) {
    double[] sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(rank, 1) - 1];
  }

  /**
   * As a table has it.
   *
   * @param low end of the interval at 95 %, as text; empty where there is none
   * @param high end, likewise
   */
  public static Figure of(
      String metric, double value, String low, String high, long samples, String meaning) {
    Optional<IntervalEstimate> interval =
        low.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new IntervalEstimate(
                    value,
                    Double.parseDouble(low),
                    Double.parseDouble(high),
                    LEVEL,
                    Math.max(1, samples)));
    return new Figure(metric, value, interval, samples, meaning);
  }
}

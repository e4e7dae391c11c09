package org.medchain.cluster.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure from several rounds: their median, and the ranks between which the true median lies in
 * 95 of 100 cases, for any distribution (a binomial's normal approximation; Campbell and Gardner
 * 1988).
 *
 * @param median of the rounds
 * @param low lower end of the interval
 * @param high upper end
 * @param rounds how many
 */
record MedianEstimate(double median, double low, double high, int rounds) {
  private static final double Z = 1.96;

  /** Of one value a round, at least one. */
  static MedianEstimate of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double half = Z * Math.sqrt(n) / 2;
    // As ranks from 1: the nearest to n/2 − half and to 1 + n/2 + half.
    int low = (int) Math.max(0, Math.round(n / 2.0 - half) - 1);
    int high = (int) Math.min(n - 1, Math.round(n / 2.0 + half));
    return new MedianEstimate(sorted[n / 2], sorted[low], sorted[high], n);
  }

  /** Of a figure of each round. */
  static <T> MedianEstimate of(List<T> rounds, ToDoubleFunction<T> figure) {
    return of(rounds.stream().mapToDouble(figure).toArray());
  }

  /** The same, moved; what would be negative is 0. */
  MedianEstimate minus(double other) {
    return new MedianEstimate(
        Math.max(0, median - other), Math.max(0, low - other), Math.max(0, high - other), rounds);
  }

  /** The same in a unit that is as many times as large. */
  MedianEstimate in(double unit) {
    return new MedianEstimate(median / unit, low / unit, high / unit, rounds);
  }

  /** The sum of two figures; the interval is that of the worst case. */
  MedianEstimate plus(MedianEstimate other) {
    return new MedianEstimate(
        median + other.median, low + other.low, high + other.high, Math.min(rounds, other.rounds));
  }
}

package org.medchain.experiments;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How a figure of one kind of trial compares with that of another kind, over repeats in pairs.
 *
 * @param above the ratio of the two, less 1
 * @param half half of the width of its interval
 */
record RatioInterval(double above, double half) {
  private static final int RESAMPLES = 400;

  /** Whether the whole interval lies within the tolerance (Schuirmann 1987). */
  boolean within(double tolerance) {
    return Math.abs(above) + half < tolerance;
  }

  /**
   * Of means; the interval is that of the delta method (Cochran 1977, §6). A mean of the single
   * ratios would not do: it is above 1 where the first kind only scatters more.
   */
  static RatioInterval ofMeans(double[] base, double[] other, double error) {
    double ratio = StatUtils.mean(other) / StatUtils.mean(base);
    double[] residuals =
        IntStream.range(0, base.length).mapToDouble(i -> other[i] - ratio * base[i]).toArray();
    double deviation = Math.sqrt(StatUtils.variance(residuals, 0) / base.length);
    return new RatioInterval(
        ratio - 1, quantile(base.length, error) * deviation / StatUtils.mean(base));
  }

  /**
   * Of quantiles over the requests of all repeats together, as a report has them; the standard
   * error is that of the bootstrap over pairs (Efron and Tibshirani 1993, §6).
   */
  static RatioInterval ofPooledQuantiles(
      List<Histogram> base, List<Histogram> other, double percent, double error) {
    Counts one = Counts.of(base);
    Counts two = Counts.of(other);
    SplittableRandom random = new SplittableRandom(1);
    int n = base.size();
    double[] logs = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] picked = random.ints(n, 0, n).toArray();
      logs[i] = StrictMath.log(two.pooled(picked, percent) / one.pooled(picked, percent));
    }
    int[] all = IntStream.range(0, n).toArray();
    double ratio = two.pooled(all, percent) / one.pooled(all, percent);
    return new RatioInterval(
        ratio - 1, quantile(n, error) * Math.sqrt(StatUtils.variance(logs)) * ratio);
  }

  /**
   * Of the shares of requests beyond the first kind's pooled quantile, as means over the repeats.
   */
  static RatioInterval ofSharesBeyond(
      List<Histogram> base, List<Histogram> other, double percent, double error) {
    int[] all = IntStream.range(0, base.size()).toArray();
    long beyond = (long) Counts.of(base).pooled(all, percent);
    return ofMeans(shares(base, beyond), shares(other, beyond), error);
  }

  private static double[] shares(List<Histogram> histograms, long beyond) {
    return histograms.stream()
        .mapToDouble(
            each ->
                1
                    - (double) each.getCountBetweenValues(0, beyond)
                        / Math.max(1, each.getTotalCount()))
        .toArray();
  }

  /** How often each value was recorded in each repeat: quicker to add up than histograms. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Counts(long[] values, long[][] ofRepeats) {
    static Counts of(List<Histogram> histograms) {
      SortedMap<Long, Integer> places = new TreeMap<>();
      histograms.forEach(
          each -> each.recordedValues().forEach(at -> places.put(at.getValueIteratedTo(), 0)));
      long[] values = places.keySet().stream().mapToLong(each -> each).toArray();
      for (int i = 0; i < values.length; i++) {
        places.put(values[i], i);
      }
      long[][] counts = new long[histograms.size()][values.length];
      for (int i = 0; i < counts.length; i++) {
        long[] row = counts[i];
        histograms
            .get(i)
            .recordedValues()
            .forEach(
                at -> row[places.get(at.getValueIteratedTo())] = at.getCountAtValueIteratedTo());
      }
      return new Counts(values, counts);
    }

    double pooled(int[] picked, double percent) {
      long[] sums = new long[values.length];
      for (int each : picked) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += ofRepeats[each][i];
        }
      }
      double rank = LongStream.of(sums).sum() * percent / 100;
      long below = 0;
      for (int i = 0; i < sums.length; i++) {
        below += sums[i];
        if (below >= rank) {
          return values[i];
        }
      }
      throw new IllegalArgumentException("no values");
    }
  }

  private static double quantile(int n, double error) {
    return new TDistribution(null, n - 1).inverseCumulativeProbability(1 - error / 2);
  }
}

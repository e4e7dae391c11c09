package org.medchain.game.random;

import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.medchain.game.exact.Vectors;

/**
 * A mean or a share that was estimated from independent replicates, with a confidence interval
 * (GAME-17).
 *
 * @param mean of the replicates, or share of the successes
 * @param low end of the interval; minus infinity where one replicate says nothing of the spread
 * @param high end of the interval
 * @param level of confidence, between 0 and 1, such as 0.95
 * @param count of replicates, at least one
 */
public record IntervalEstimate(double mean, double low, double high, double level, long count) {
  public IntervalEstimate {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("confidence level " + level + " is not between 0 and 1");
    }
    if (count < 1) {
      throw new IllegalArgumentException("an estimate needs one or more replicates, not " + count);
    }
  }

  /** The mean of {@code values} with the interval of Student (1908). */
  public static IntervalEstimate ofMean(double level, double... values) {
    int count = values.length;
    double mean = count == 0 ? 0 : CompensatedSum.total(values) / count;
    if (count < 2) {
      return new IntervalEstimate(
          mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, count);
    }
    CompensatedSum squares = new CompensatedSum();
    for (double value : values) {
      squares.add((value - mean) * (value - mean));
    }
    double error = Math.sqrt(squares.value() / (count - 1) / count);
    double reach = TDistribution.of(count - 1).inverseSurvivalProbability((1 - level) / 2) * error;
    return new IntervalEstimate(mean, mean - reach, mean + reach, level, count);
  }

  /** The means of the columns, by Student's t. */
  public static List<IntervalEstimate> ofMeans(double level, List<double[]> rows) {
    return Vectors.list(
        rows.get(0).length,
        at -> ofMean(level, rows.stream().mapToDouble(row -> row[at]).toArray()));
  }

  /** The share of {@code successes} in {@code trials} with the score interval of Wilson (1927). */
  public static IntervalEstimate ofShare(double level, long successes, long trials) {
    checkShare(successes, trials);
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double share = (double) successes / trials;
    double shrink = 1 + z * z / trials;
    double centre = (share + z * z / (2 * trials)) / shrink;
    double reach =
        z / shrink * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials));
    // At no or all successes the ends are 0 and 1 exactly; the subtraction would leave dust.
    double low = successes == 0 ? 0 : Math.max(0, centre - reach);
    double high = successes == trials ? 1 : Math.min(1, centre + reach);
    return new IntervalEstimate(share, low, high, level, trials);
  }

  /**
   * The share of {@code successes} in {@code trials} with the interval of Clopper and Pearson
   * (1934), which covers the truth at least as often as {@code level} says, for every true share.
   */
  public static IntervalEstimate ofShareExact(double level, long successes, long trials) {
    checkShare(successes, trials);
    double tail = (1 - level) / 2;
    double low = successes == 0 ? 0 : lowerBound(successes, trials, tail);
    // The upper end is the lower end of the failures, mirrored.
    double high = successes == trials ? 1 : 1 - lowerBound(trials - successes, trials, tail);
    return new IntervalEstimate((double) successes / trials, low, high, level, trials);
  }

  /** Whether {@code value} lies in the interval, its ends included. */
  public boolean covers(double value) {
    return low <= value && value <= high;
  }

  /**
   * The share at which this number of successes or more have the probability {@code tail}. Found by
   * halving the range of bit patterns and so to the last digit however small it is; the library's
   * inverse stops at an absolute 1e-9, which is too coarse for rare events.
   */
  private static double lowerBound(long successes, long trials, double tail) {
    BetaDistribution posterior = BetaDistribution.of((double) successes, trials - successes + 1.0);
    long below = 0;
    long above = Double.doubleToLongBits(1);
    while (above - below > 1) {
      long middle = (below + above) >>> 1;
      if (posterior.cumulativeProbability(Double.longBitsToDouble(middle)) < tail) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return Double.longBitsToDouble(above);
  }

  private static void checkShare(long successes, long trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
    }
  }
}

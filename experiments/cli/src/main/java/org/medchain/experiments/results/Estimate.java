package org.medchain.experiments.results;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean over repeats and how sure it is (EXP-12).
 *
 * <p>Where some repeats have no value (a percentile among requests that never became final), the
 * mean is of the others alone, {@link #partial} says so, and there is no interval: an interval
 * around the survivors would claim what was not measured (decision 0064).
 *
 * @param mean of the values that are there; empty where there is none
 * @param halfWidth of the 95 % confidence interval by Student's t; empty with fewer than two values
 *     or where one is missing
 * @param present number of values
 * @param repeats number of repeats
 */
public record Estimate(OptionalDouble mean, OptionalDouble halfWidth, int present, int repeats) {
  private static final double CONFIDENCE = 0.95;

  /** Of one value a repeat. */
  public static Estimate of(List<OptionalDouble> values) {
    double[] present =
        values.stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    int n = present.length;
    if (n == 0) {
      return new Estimate(OptionalDouble.empty(), OptionalDouble.empty(), 0, values.size());
    }
    double mean = mean(present);
    OptionalDouble halfWidth =
        n >= 2 && n == values.size()
            ? OptionalDouble.of(quantile(n - 1) * Math.sqrt(variance(present, mean) / n))
            : OptionalDouble.empty();
    return new Estimate(OptionalDouble.of(mean), halfWidth, n, values.size());
  }

  /** Whether some repeats have a value and some have none. */
  public boolean partial() {
    return present > 0 && present < repeats;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The unbiased one. */
  private static double variance(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  private static double quantile(int degreesOfFreedom) {
    // Without a random generator: none is needed for a quantile.
    return new TDistribution(null, degreesOfFreedom)
        .inverseCumulativeProbability((1 + CONFIDENCE) / 2);
  }
}

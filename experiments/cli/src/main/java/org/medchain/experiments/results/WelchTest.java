package org.medchain.experiments.results;

import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Welch's test of whether two means differ, two-sided and without the assumption of equal variances
 * (Welch 1947): t = (m₂ − m₁) / √(s₁²/n₁ + s₂²/n₂) with the degrees of freedom of Welch and
 * Satterthwaite.
 *
 * @param difference mean of the second sample less that of the first
 * @param low lower end of its 95 % confidence interval; empty where there is no test
 * @param high upper end
 * @param t the statistic; empty where there is no test
 * @param degreesOfFreedom of its distribution; empty where there is no test
 * @param pValue probability of a |t| as large or larger if both means are equal; empty where there
 *     is no test
 */
public record WelchTest(
    double difference,
    OptionalDouble low,
    OptionalDouble high,
    OptionalDouble t,
    OptionalDouble degreesOfFreedom,
    OptionalDouble pValue) {
  private static final double CONFIDENCE = 0.95;

  /** Half of the interval's length; empty where there is no test. */
  OptionalDouble halfWidth() {
    return low.isPresent()
        ? OptionalDouble.of((high.orElseThrow() - low.getAsDouble()) / 2)
        : OptionalDouble.empty();
  }

  /**
   * Of two samples of one value or more; there is no test where one has a single value, or where no
   * value of either differs from its mean.
   */
  public static WelchTest of(double[] first, double[] second) {
    SampleMoments one = SampleMoments.of(first);
    SampleMoments two = SampleMoments.of(second);
    double difference = two.mean() - one.mean();
    double ofOne = one.variance() / one.count();
    double ofTwo = two.variance() / two.count();
    double square = ofOne + ofTwo;
    if (one.count() < 2 || two.count() < 2 || !(square > 0)) {
      OptionalDouble none = OptionalDouble.empty();
      return new WelchTest(difference, none, none, none, none, none);
    }
    double freedom =
        square * square / (ofOne * ofOne / (one.count() - 1) + ofTwo * ofTwo / (two.count() - 1));
    double error = Math.sqrt(square);
    double t = difference / error;
    // Without a random generator, since neither a quantile nor a probability needs one.
    TDistribution student = new TDistribution(null, freedom);
    double half = student.inverseCumulativeProbability((1 + CONFIDENCE) / 2) * error;
    return new WelchTest(
        difference,
        OptionalDouble.of(difference - half),
        OptionalDouble.of(difference + half),
        OptionalDouble.of(t),
        OptionalDouble.of(freedom),
        OptionalDouble.of(Math.min(1, 2 * student.cumulativeProbability(-Math.abs(t)))));
  }
}

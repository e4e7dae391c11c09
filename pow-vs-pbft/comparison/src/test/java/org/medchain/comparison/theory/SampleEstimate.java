package org.medchain.comparison.theory;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * What a sample says about an unknown number: a value, an interval that holds the number in 99 of
 * 100 samples, and how far a number that is claimed to be exact is from it (CMP-23).
 */
sealed interface SampleEstimate {
  /** Share of samples whose interval holds the number. */
  double CONFIDENCE = 0.99;

  /** The best guess. */
  double value();

  /** Lower end of the interval. */
  double low();

  /** Upper end of the interval. */
  double high();

  /** Independent observations that it rests on. */
  long samples();

  /** How many standard errors the value is from a number. */
  double sigmas(double exact);

  default double relativeHalfWidth() {
    return (high() - low()) / 2 / value();
  }

  default boolean covers(double exact) {
    return low() <= exact && exact <= high();
  }

  /** A mean of many independent observations, with Student's interval. */
  record MeanEstimate(double value, double error, long samples) implements SampleEstimate {
    /** Of independent observations, each as good as the other. */
    static MeanEstimate of(StatisticalSummary all) {
      double error = all.getStandardDeviation() / StrictMath.sqrt((double) all.getN());
      return new MeanEstimate(all.getMean(), error, all.getN());
    }

    /**
     * Of the mean of one thing by the mean of another, seen together: by the residuals of the one
     * from its share of the other (Cochran 1977, §6.4).
     */
    static MeanEstimate ofRatio(double[] parts, double[] wholes) {
      double ratio = StatUtils.sum(parts) / StatUtils.sum(wholes);
      SummaryStatistics residuals = new SummaryStatistics();
      for (int i = 0; i < parts.length; i++) {
        residuals.addValue(parts[i] - ratio * wholes[i]);
      }
      double error = of(residuals).error() / StatUtils.mean(wholes);
      return new MeanEstimate(ratio, error, parts.length);
    }

    private double halfWidth() {
      // Without a source of randomness, which only drawing from it would need.
      TDistribution student = new TDistribution(null, samples - 1.0);
      return error * student.inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    }

    @Override
    public double low() {
      return value - halfWidth();
    }

    @Override
    public double high() {
      return value + halfWidth();
    }

    @Override
    public double sigmas(double exact) {
      return Math.abs(value - exact) / error;
    }
  }

  /**
   * A probability, with the interval of Clopper and Pearson (1934), which holds it at least as
   * often as it says.
   */
  record ProportionEstimate(long successes, long samples) implements SampleEstimate {
    @Override
    public double value() {
      return (double) successes / samples;
    }

    @Override
    public double low() {
      return successes == 0
          ? 0
          : quantile(successes, samples - successes + 1, (1 - CONFIDENCE) / 2);
    }

    @Override
    public double high() {
      return successes == samples
          ? 1
          : quantile(successes + 1, samples - successes, (1 + CONFIDENCE) / 2);
    }

    private static double quantile(long alpha, long beta, double probability) {
      return new BetaDistribution(null, alpha, beta).inverseCumulativeProbability(probability);
    }

    @Override
    public double sigmas(double exact) {
      return Math.abs(value() - exact) / StrictMath.sqrt(exact * (1 - exact) / samples);
    }
  }
}

package org.medchain.claims.protocols;

import java.util.Arrays;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.game.random.IntervalEstimate;

/**
 * Ratios as figures: the geometric mean over repeats, with Student's interval of the logarithms at
 * 95 %. Two ratios that are each other's inverse then have the mean 1.
 */
final class RatioFigures {
  private static final double LEVEL = 0.95;

  private RatioFigures() {}

  /**
   * Adds the mean under this name, and the ends of its interval under the same name with {@code
   * _low} and {@code _high}; all are NaN where a repeat has no positive ratio.
   *
   * @param ratios one for each repeat; with a single one the interval says nothing
   */
  static void add(ClaimFigures figures, String metric, double[] ratios, String meaning) {
    double[] logarithms = Arrays.stream(ratios).map(StrictMath::log).toArray();
    boolean measured =
        logarithms.length > 0 && Arrays.stream(logarithms).allMatch(Double::isFinite);
    IntervalEstimate mean = IntervalEstimate.ofMean(LEVEL, measured ? logarithms : new double[1]);
    figures.value(metric, value(measured, mean.mean()), ratios.length, meaning);
    figures.value(
        metric + "_low", value(measured, mean.low()), ratios.length, "lower 95 % end of " + metric);
    figures.value(
        metric + "_high",
        value(measured, mean.high()),
        ratios.length,
        "upper 95 % end of " + metric);
  }

  private static double value(boolean measured, double logarithm) {
    return measured ? StrictMath.exp(logarithm) : Double.NaN;
  }
}

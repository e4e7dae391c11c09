package org.medchain.cluster.calibrate;

import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** A straight line through points, by least squares: what something costs over its length. */
final class LeastSquaresFit {
  private final SimpleRegression line = new SimpleRegression();
  private final Mean mean = new Mean();

  /** One point more. */
  void add(double x, double y) {
    line.addData(x, y);
    mean.increment(y);
  }

  /** How much it rises with each unit, 0 or more; 0 where all points have the same place. */
  double slope() {
    return notNegative(line.getSlope());
  }

  /** Its height at 0, 0 or more: no cost is negative. A line that does not rise is at the mean. */
  double intercept() {
    return notNegative(slope() > 0 ? line.getIntercept() : mean.getResult());
  }

  /** No points give no number. */
  private static double notNegative(double value) {
    return value > 0 ? value : 0;
  }
}

package org.medchain.cluster.calibrate;

/** A straight line through points, by least squares: what something costs over its length. */
final class LeastSquaresFit {
  private double n;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;

  /** One point more. */
  void add(double x, double y) {
    n++;
    sumX += x;
    sumY += y;
    sumXx += x * x;
    sumXy += x * y;
  }

  /** How much it rises with each unit, 0 or more; 0 where all points have the same place. */
  double slope() {
    double spread = n * sumXx - sumX * sumX;
    return spread > 0 ? Math.max(0, (n * sumXy - sumX * sumY) / spread) : 0;
  }

  /** Its height at 0, 0 or more: no cost is negative. */
  double intercept() {
    return n > 0 ? Math.max(0, (sumY - slope() * sumX) / n) : 0;
  }
}

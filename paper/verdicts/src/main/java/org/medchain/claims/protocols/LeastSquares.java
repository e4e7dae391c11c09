package org.medchain.claims.protocols;

import java.util.Arrays;

/** A line through points by least squares (Legendre 1805). */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * Its slope; NaN where all points have one abscissa.
   *
   * @param x abscissas
   * @param y ordinates, as many
   */
  static double slope(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(Double.NaN);
    double meanY = Arrays.stream(y).average().orElse(Double.NaN);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    return products / squares;
  }
}

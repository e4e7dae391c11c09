package org.medchain.game.dynamics;

/** Arithmetic of vectors, in the order of their elements. */
final class Vectors {
  private Vectors() {}

  /** The inner product; of shares and payoffs it is what a member drawn at random gets. */
  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** The greatest element of a vector that is not empty. */
  static double max(double[] values) {
    double most = values[0];
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}

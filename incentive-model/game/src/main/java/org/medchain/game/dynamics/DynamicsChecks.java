package org.medchain.game.dynamics;

/** What parameters of dynamics may be. */
final class DynamicsChecks {
  private DynamicsChecks() {}

  static void requirePositive(String what, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new IllegalArgumentException(what + " is " + value + ", not a finite number above 0");
    }
  }

  static void requireSize(double[][] matrix, double[] shares) {
    if (matrix.length != shares.length) {
      throw new IllegalArgumentException(
          "mutation among " + matrix.length + " strategies, but the game has " + shares.length);
    }
  }

  static double[][] square(String what, double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int row = 0; row < matrix.length; row++) {
      copy[row] = matrix[row].clone();
      for (double entry : copy[row]) {
        if (copy[row].length != matrix.length || !(entry >= 0 && entry <= Double.MAX_VALUE)) {
          throw new IllegalArgumentException(what + ": a square of finite numbers, none below 0");
        }
      }
    }
    return copy;
  }
}

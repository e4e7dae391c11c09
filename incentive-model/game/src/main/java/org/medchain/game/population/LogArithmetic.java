package org.medchain.game.population;

/** Arithmetic of positive numbers by their logarithms; minus infinity stands for 0. */
final class LogArithmetic {
  private LogArithmetic() {}

  /** The logarithm of the sum of two numbers. */
  static double add(double first, double second) {
    double larger = Math.max(first, second);
    // Also where both are 0, whose difference is not a number, or one is infinite.
    return Double.isInfinite(larger)
        ? larger
        : larger + StrictMath.log1p(StrictMath.exp(Math.min(first, second) - larger));
  }

  /** The logarithm of the sum of many numbers. */
  static double sum(double[] logs) {
    // In comparison with the largest term nothing overflows, and what underflows does not count.
    double largest = Double.NEGATIVE_INFINITY;
    for (double each : logs) {
      largest = Math.max(largest, each);
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double each : logs) {
      sum += StrictMath.exp(each - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /** Takes the sum out, so that the numbers add up to 1. */
  static double[] normalised(double[] logs) {
    double total = sum(logs);
    double[] shares = new double[logs.length];
    for (int place = 0; place < logs.length; place++) {
      shares[place] = logs[place] - total;
    }
    return shares;
  }
}

package org.medchain.game.population;

import java.util.Arrays;
import org.medchain.game.exact.Vectors;

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
    double largest = Arrays.stream(logs).reduce(Double.NEGATIVE_INFINITY, Math::max);
    return Double.isInfinite(largest)
        ? largest
        : largest
            + StrictMath.log(
                Vectors.sum(Vectors.of(logs.length, i -> StrictMath.exp(logs[i] - largest))));
  }

  /** Takes the sum out, so that the numbers add up to 1. */
  static double[] normalised(double[] logs) {
    double total = sum(logs);
    return Vectors.of(logs.length, place -> logs[place] - total);
  }
}

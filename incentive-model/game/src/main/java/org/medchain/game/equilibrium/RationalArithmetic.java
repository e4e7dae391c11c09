package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** What the methods of this package share about rational numbers. */
final class RationalArithmetic {
  /** Strategies with more weight on early actions come first. */
  static final Comparator<List<BigFraction>> EARLY_ACTIONS_FIRST =
      (one, other) -> {
        for (int action = 0; action < one.size(); action++) {
          int order = other.get(action).compareTo(one.get(action));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private RationalArithmetic() {}

  /** The sign of a determinant, by elimination in integers (Bareiss 1968). Destroys the matrix. */
  static int determinantSign(BigInteger[][] matrix) {
    int sign = 1;
    BigInteger before = BigInteger.ONE;
    for (int step = 0; step < matrix.length; step++) {
      int row = step;
      while (row < matrix.length && matrix[row][step].signum() == 0) {
        row++;
      }
      if (row == matrix.length) {
        return 0;
      }
      if (row != step) {
        BigInteger[] line = matrix[row];
        matrix[row] = matrix[step];
        matrix[step] = line;
        sign = -sign;
      }
      BigInteger pivot = matrix[step][step];
      for (int below = step + 1; below < matrix.length; below++) {
        BigInteger factor = matrix[below][step];
        for (int at = step + 1; at < matrix.length; at++) {
          matrix[below][at] =
              matrix[below][at]
                  .multiply(pivot)
                  .subtract(factor.multiply(matrix[step][at]))
                  .divide(before);
        }
      }
      before = pivot;
    }
    return matrix.length == 0 ? 1 : sign * matrix[matrix.length - 1][matrix.length - 1].signum();
  }
}

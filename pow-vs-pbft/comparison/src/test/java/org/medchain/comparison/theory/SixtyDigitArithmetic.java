package org.medchain.comparison.theory;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/** Arithmetic with sixty digits, for the second methods. */
final class SixtyDigitArithmetic {
  static final MathContext DIGITS = new MathContext(60);

  private SixtyDigitArithmetic() {}

  static BigDecimal of(double value) {
    return new BigDecimal(value);
  }

  /** e^−x for x ≥ 0, as the reciprocal of a series of positive terms. */
  static BigDecimal expOfMinus(BigDecimal x) {
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; term.compareTo(sum.movePointLeft(65)) > 0; i++) {
      term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return BigDecimal.ONE.divide(sum, DIGITS);
  }

  /** C(n, k), 0 outside the triangle. */
  static BigInteger choose(int n, int k) {
    if (k < 0 || k > n) {
      return BigInteger.ZERO;
    }
    BigInteger result = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return result;
  }

  /** Fails unless the value is right except for a relative error. */
  static void assertClose(double value, BigDecimal exact, double relative) {
    double expected = exact.doubleValue();
    Assertions.assertThat(value).isCloseTo(expected, Offset.offset(relative * expected));
  }
}

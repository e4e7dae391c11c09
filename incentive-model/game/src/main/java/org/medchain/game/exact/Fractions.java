package org.medchain.game.exact;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** Vectors of rational numbers. */
public final class Fractions {
  private Fractions() {}

  /** As many zeros. */
  public static BigFraction[] zeros(int length) {
    BigFraction[] zeros = new BigFraction[length];
    Arrays.fill(zeros, BigFraction.ZERO);
    return zeros;
  }

  /** Zeros but for a one at a place: a pure strategy, a certain state. */
  public static List<BigFraction> unit(int length, int place) {
    return IntStream.range(0, length)
        .mapToObj(each -> each == place ? BigFraction.ONE : BigFraction.ZERO)
        .toList();
  }

  /** Minus one, zero or one. */
  public static int sign(BigFraction value) {
    return value.getNumerator().signum();
  }
}

package org.medchain.game.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
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

  /** Zeros except for a one at a place: a pure strategy, a certain state. */
  public static List<BigFraction> unit(int length, int place) {
    return IntStream.range(0, length)
        .mapToObj(each -> each == place ? BigFraction.ONE : BigFraction.ZERO)
        .toList();
  }

  /**
   * The fraction with the least denominator from {@code low}, 0 or more, to {@code high}, by
   * continued fractions (Graham, Knuth and Patashnik 1994, 4.5): a number with a short closed form
   * is found as it is.
   */
  public static BigFraction simplest(BigFraction low, BigFraction high) {
    BigInteger whole = low.getNumerator().divide(low.getDenominator());
    BigFraction below = new BigFraction(whole);
    if (below.equals(low)) {
      return low;
    }
    if (below.add(BigFraction.ONE).compareTo(high) <= 0) {
      return below.add(BigFraction.ONE);
    }
    BigFraction rest =
        simplest(high.subtract(below).reciprocal(), low.subtract(below).reciprocal());
    return below.add(rest.reciprocal());
  }

  /** Minus one, zero or one. */
  public static int sign(BigFraction value) {
    return value.getNumerator().signum();
  }

  /** The sum of that many terms. */
  public static BigFraction sum(int count, IntFunction<BigFraction> term) {
    return IntStream.range(0, count).mapToObj(term).reduce(BigFraction.ZERO, BigFraction::add);
  }

  /** The sum of values, each weighed; values without weight are not asked for. */
  public static BigFraction weighed(List<BigFraction> weights, IntFunction<BigFraction> value) {
    return sum(
        weights.size(),
        at ->
            sign(weights.get(at)) == 0
                ? BigFraction.ZERO
                : weights.get(at).multiply(value.apply(at)));
  }

  /** The least whole number that all of them times it are whole. */
  public static BigInteger commonDenominator(List<BigFraction> values) {
    BigInteger common = BigInteger.ONE;
    for (BigFraction value : values) {
      BigInteger denominator = value.getDenominator();
      common = common.divide(common.gcd(denominator)).multiply(denominator);
    }
    return common;
  }
}

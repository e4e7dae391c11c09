package org.medchain.game.exact;

import java.math.BigInteger;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** Vectors of rational numbers. */
public final class Fractions {
  private Fractions() {}

  /** The entry of a matrix at a row and a column. */
  public interface MatrixEntry {
    BigFraction at(int row, int column);
  }

  /** The vector with these entries. */
  public static BigFraction[] vector(int length, IntFunction<BigFraction> entry) {
    return IntStream.range(0, length).mapToObj(entry).toArray(BigFraction[]::new);
  }

  /** The matrix with these entries. */
  public static BigFraction[][] matrix(int rows, int columns, MatrixEntry entry) {
    return IntStream.range(0, rows)
        .mapToObj(row -> vector(columns, column -> entry.at(row, column)))
        .toArray(BigFraction[][]::new);
  }

  /** As many zeros. */
  public static BigFraction[] zeros(int length) {
    return vector(length, at -> BigFraction.ZERO);
  }

  /** One where that is so, and else zero. */
  public static BigFraction oneIf(boolean so) {
    return so ? BigFraction.ONE : BigFraction.ZERO;
  }

  /** Zeros except for a one at a place: a pure strategy, a certain state. */
  public static List<BigFraction> unit(int length, int place) {
    return List.of(vector(length, each -> oneIf(each == place)));
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

  /** A longer vector with the values at these places, and zeros elsewhere. */
  public static List<BigFraction> spread(
      int length, List<Integer> places, List<BigFraction> values) {
    BigFraction[] all = zeros(length);
    for (int at = 0; at < places.size(); at++) {
      all[places.get(at)] = values.get(at);
    }
    return List.of(all);
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

  /** The inner product. */
  public static BigFraction dot(BigFraction[] one, BigFraction[] other) {
    return weighed(List.of(one), at -> other[at]);
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

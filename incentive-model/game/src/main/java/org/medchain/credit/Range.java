package org.medchain.credit;

import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * What a parameter may be.
 *
 * @param least smallest value
 * @param most largest one
 * @param whole whether only whole numbers count
 */
public record Range(double least, double most, boolean whole) {
  /** A chance or a share. */
  static final Range SHARE = new Range(0, 1, false);

  /** An amount of cash. */
  static final Range CASH = new Range(0, 1e9, false);

  /** What is counted, as far as counting one by one takes no time. */
  static Range count(int least, int most) {
    return new Range(least, most, true);
  }

  /** Points, basis points, blocks: the rules' own ranges. */
  static Range rule(long most) {
    return new Range(0, most, true);
  }

  /** Any number between these. */
  static Range of(double least, double most) {
    return new Range(least, most, false);
  }

  /**
   * Passes a value on.
   *
   * @throws IllegalArgumentException in words for the user if it may not be
   */
  double checked(String name, double value) {
    if (!(value >= least && value <= most) || (whole && value != Math.rint(value))) {
      throw refused(name, text(value));
    }
    return value;
  }

  /** The same to the last digit, where a number has more than a {@code double} keeps. */
  void check(String name, CreditParameters.Value value) {
    if (value.told().isEmpty()) {
      checked(name, value.rounded());
      return;
    }
    BigFraction told = value.told().get();
    boolean below = told.compareTo(Game.rational(least)) < 0;
    boolean above = told.compareTo(Game.rational(most)) > 0;
    // Whole numbers as large as these are kept by a double.
    if (below || above || whole) {
      throw refused(name, told.getNumerator() + "/" + told.getDenominator());
    }
  }

  private IllegalArgumentException refused(String name, String value) {
    return new IllegalArgumentException("%s: %s, not %s".formatted(name, this, value));
  }

  /** The value that may be and is nearest. */
  double nearest(double value) {
    double inside = Math.max(least, Math.min(most, value));
    return whole ? Math.rint(inside) : inside;
  }

  /** As messages and schemas tell it: a whole number from 0 to 64. */
  @Override
  public String toString() {
    return (whole ? "a whole number from " : "a number from ") + text(least) + " to " + text(most);
  }

  private static String text(double value) {
    boolean exact = value == Math.rint(value) && Math.abs(value) <= 1e12;
    return exact ? Long.toString((long) value) : Double.toString(value);
  }
}

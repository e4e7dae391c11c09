package org.medchain.credit;

import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.incentive.PointRules;

/**
 * What a parameter may be.
 *
 * @param min smallest value
 * @param max largest one
 * @param integral whether only whole numbers count
 */
public record ParameterDomain(double min, double max, boolean integral) {
  /** A chance or a share. */
  static final ParameterDomain SHARE = new ParameterDomain(0, 1, false);

  /** An amount of cash. */
  static final ParameterDomain CASH = new ParameterDomain(0, 1e9, false);

  /** Points of the rules. */
  static final ParameterDomain POINTS = rule(PointRules.MAX_POINTS);

  /** A share of the rules. */
  static final ParameterDomain BASIS_POINTS = rule(PointRules.WHOLE_BP);

  /** What is counted, as far as counting one by one takes no time. */
  static ParameterDomain count(int least, int most) {
    return new ParameterDomain(least, most, true);
  }

  /** Points, basis points, blocks: the rules' own ranges. */
  static ParameterDomain rule(long most) {
    return new ParameterDomain(0, most, true);
  }

  /** Any number between these. */
  static ParameterDomain of(double least, double most) {
    return new ParameterDomain(least, most, false);
  }

  /**
   * Passes a value on.
   *
   * @throws IllegalArgumentException in words for the user if it may not be
   */
  double requireWithin(String name, double value) {
    if (!(value >= min && value <= max) || (integral && value != Math.rint(value))) {
      throw refused(name, text(value));
    }
    return value;
  }

  /** The same to the last digit, where a number has more than a {@code double} keeps. */
  void requireExactlyWithin(String name, ParameterValue value) {
    if (value.specified().isEmpty()) {
      requireWithin(name, value.rounded());
      return;
    }
    BigFraction told = value.specified().get();
    boolean below = told.compareTo(Game.rational(min)) < 0;
    boolean above = told.compareTo(Game.rational(max)) > 0;
    // Whole numbers as large as these are kept by a double.
    if (below || above || integral) {
      throw refused(name, told.getNumerator() + "/" + told.getDenominator());
    }
  }

  private IllegalArgumentException refused(String name, String value) {
    return new IllegalArgumentException("%s: %s, not %s".formatted(name, this, value));
  }

  /** The value that may be and is nearest. */
  double clamp(double value) {
    double inside = Math.max(min, Math.min(max, value));
    return integral ? Math.rint(inside) : inside;
  }

  /** As messages and schemas tell it: a whole number from 0 to 64. */
  @Override
  public String toString() {
    return (integral ? "a whole number from " : "a number from ") + text(min) + " to " + text(max);
  }

  private static String text(double value) {
    boolean exact = value == Math.rint(value) && Math.abs(value) <= 1e12;
    return exact ? Long.toString((long) value) : Double.toString(value);
  }
}

package org.medchain.study.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.game.Game;
import org.medchain.game.random.IntervalEstimate;

/** Numbers as the tables show them. */
public final class NumberFormats {
  private static final int DIGITS = 4;

  /** Fractions with more characters than this are less readable than their decimals. */
  private static final int FRACTION_MAX = 13;

  private NumberFormats() {}

  /** A value of any kind. */
  public static String text(Object value) {
    return switch (value) {
      case Double number -> number(number);
      case BigFraction number -> exact(number);
      case IntervalEstimate estimate -> estimate(estimate);
      case Boolean truth -> truth ? "yes" : "no";
      default -> value.toString();
    };
  }

  /** Four significant digits. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
    return whole ? Long.toString((long) value) : ReadableNumbers.significant(value, DIGITS);
  }

  /** A share or a probability: four decimals, and values close to 0 or 1 not shown as these. */
  public static String share(double value) {
    if (value > 0 && value < 5e-5) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    if (value < 1 && value > 1 - 5e-5) {
      return "≈1";
    }
    return value == 0 || value == 1
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  /** A rational number where it is short, otherwise its decimals. */
  public static String exact(BigFraction value) {
    String fraction = fraction(value);
    double near = Game.toDouble(value);
    if (fraction.length() > FRACTION_MAX && (near == 0 || Double.isInfinite(near))) {
      // No double holds it.
      return new BigDecimal(value.getNumerator())
          .divide(new BigDecimal(value.getDenominator()), new MathContext(DIGITS))
          .toString();
    }
    return fraction.length() <= FRACTION_MAX ? fraction : number(near);
  }

  /** A rational number in full: 3, -1/7. */
  public static String fraction(BigFraction value) {
    return value.getDenominator().bitLength() == 1
        ? value.getNumerator().toString()
        : value.getNumerator() + "/" + value.getDenominator();
  }

  /** A mixed strategy: the actions played, with their probabilities. */
  public static String mixture(List<String> names, List<BigFraction> probabilities) {
    List<String> played = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (probabilities.get(i).compareTo(BigFraction.ONE) == 0) {
        return names.get(i);
      }
      if (probabilities.get(i).getNumerator().signum() != 0) {
        played.add(exact(probabilities.get(i)) + " " + names.get(i));
      }
    }
    return String.join(" + ", played);
  }

  /** Shares of strategies, of which those at 0 are left out. */
  public static String shares(List<String> names, double[] shares) {
    List<String> present = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (shares[i] >= 5e-5) {
        present.add(shares[i] > 1 - 5e-5 ? names.get(i) : share(shares[i]) + " " + names.get(i));
      }
    }
    return String.join(" + ", present);
  }

  /** The ends of an interval. */
  public static String interval(double low, double high) {
    return "[" + number(low) + ", " + number(high) + "]";
  }

  /** An estimate with its interval. */
  public static String estimate(IntervalEstimate estimate) {
    return number(estimate.mean()) + " " + interval(estimate.low(), estimate.high());
  }
}

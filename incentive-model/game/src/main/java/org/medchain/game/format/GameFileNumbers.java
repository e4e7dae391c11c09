package org.medchain.game.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;

/** The numbers of a game file: whole, decimal, with exponent, or p/q. They are taken exactly. */
final class GameFileNumbers {
  /** Larger exponents would fill the memory. */
  static final int MAX_EXPONENT = 1000;

  private static final int MAX_CHARACTERS = 2000;
  private static final Pattern RATIO = Pattern.compile("([+-]?\\d+)/(\\d+)");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE]([+-]?\\d{1,6}))?");

  private GameFileNumbers() {}

  /** The number, or empty if the text is not a number or is too large. */
  static Optional<BigFraction> parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    Matcher ratio = RATIO.matcher(text);
    if (ratio.matches()) {
      BigInteger denominator = new BigInteger(ratio.group(2));
      return denominator.signum() == 0
          ? Optional.empty()
          : Optional.of(new BigFraction(new BigInteger(ratio.group(1)), denominator));
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (!decimal.matches()
        || (decimal.group(1) != null
            && Math.abs(Integer.parseInt(decimal.group(1))) > MAX_EXPONENT)) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text);
    return Optional.of(
        value.scale() <= 0
            ? new BigFraction(value.toBigIntegerExact())
            : new BigFraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale())));
  }
}

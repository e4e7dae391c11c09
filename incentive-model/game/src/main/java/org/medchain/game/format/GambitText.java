package org.medchain.game.format;

import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** Names and numbers as Gambit writes them. */
final class GambitText {
  private static final int MOST_PLAIN_DIGITS = 20;

  private GambitText() {}

  /** A decimal where it is finite, otherwise p/q. */
  static String number(BigFraction value) {
    BigDecimal decimal;
    try {
      decimal = new BigDecimal(value.getNumerator()).divide(new BigDecimal(value.getDenominator()));
    } catch (ArithmeticException infinite) {
      return value.getNumerator() + "/" + value.getDenominator();
    }
    decimal = decimal.stripTrailingZeros();
    return Math.abs(decimal.scale()) <= MOST_PLAIN_DIGITS
        ? decimal.toPlainString()
        : decimal.toString();
  }

  static String names(List<String> names) {
    return "{ " + String.join(" ", names.stream().map(GambitText::quoted).toList()) + " }";
  }

  static String quoted(String name) {
    // A backslash is itself but before a quote or another one.
    return '"' + name.replaceAll("\"|\\\\(?=[\"\\\\]|\\z)", "\\\\$0") + '"';
  }
}

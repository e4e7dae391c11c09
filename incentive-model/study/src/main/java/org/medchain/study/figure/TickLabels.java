package org.medchain.study.figure;

import java.util.Locale;

/** Numbers as the axes show them. */
final class TickLabels {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private TickLabels() {}

  /** A value, as precise as a step between two such values requires. */
  static String text(double value, double step) {
    if (Math.abs(value) < step / 1e6) {
      return "0";
    }
    int digit = (int) Math.floor(Math.log10(step) + 1e-9);
    int size = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    if (digit < -4 || size > 6) {
      double mantissa = value / Math.pow(10, size);
      return minus("%." + Math.max(0, size - digit) + "f", mantissa) + "·10" + superscript(size);
    }
    return minus("%." + Math.max(0, -digit) + "f", value);
  }

  /** A power of ten. */
  static String power(int exponent) {
    return exponent >= -3 && exponent <= 4
        ? text(Math.pow(10, exponent), Math.pow(10, exponent))
        : "10" + superscript(exponent);
  }

  /** With a minus sign that is as wide as a plus. */
  private static String minus(String format, double value) {
    return String.format(Locale.ROOT, format, value).replace('-', '−');
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    Integer.toString(Math.abs(exponent))
        .chars()
        .forEach(c -> text.append(SUPERSCRIPTS.charAt(c - '0')));
    return text.toString();
  }
}

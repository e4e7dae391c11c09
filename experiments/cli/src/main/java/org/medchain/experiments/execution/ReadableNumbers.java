package org.medchain.experiments.execution;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
public final class ReadableNumbers {
  private static final String[] UNITS = {"", " k", " M", " G", " T"};

  private ReadableNumbers() {}

  /** 8 s, 1 min 20 s, 2 h 5 min. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    return whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** Three digits and a unit: 1.98 M. */
  public static String count(double number) {
    int unit = 0;
    double scaled = number;
    while (scaled >= 999.5 && unit < UNITS.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return significant(scaled) + UNITS[unit];
  }

  /** 0.1 is +10 %: a share with its sign, in whole percents. */
  public static String signedPercent(double share) {
    String text = percent(share);
    return share > 0 && !text.equals("0 %") ? "+" + text : text;
  }

  /** 0.1 is 10 %. */
  public static String percent(double share) {
    BigDecimal rounded =
        BigDecimal.valueOf(share).movePointRight(2).setScale(0, RoundingMode.HALF_EVEN);
    return rounded.toPlainString() + " %";
  }

  /** Three significant digits, without exponent for values in tables. */
  public static String significant(double number) {
    return significant(number, 3);
  }

  /** This number of significant digits; trailing zeros are left out. */
  public static String significant(double number, int digits) {
    if (number == 0) {
      return "0";
    }
    int magnitude = (int) Math.floor(Math.log10(Math.abs(number)));
    if (magnitude > 14 || magnitude < -6) {
      return String.format(Locale.ROOT, "%.2e", number);
    }
    int decimals = Math.max(0, digits - 1 - magnitude);
    String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}

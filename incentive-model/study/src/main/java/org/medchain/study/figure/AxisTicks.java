package org.medchain.study.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;

/** The labelled places of a scale. */
final class AxisTicks {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private AxisTicks() {}

  static List<Tick> of(Scale scale) {
    return scale.logarithmic() ? decades(scale) : linear(scale.low(), scale.high());
  }

  private static List<Tick> linear(double low, double high) {
    double step = Scale.step((high - low) / 6);
    List<Tick> ticks = new ArrayList<>();
    double slack = 1e-9 * (high - low);
    long from = (long) Math.ceil((low - slack) / step);
    long to = (long) Math.floor((high + slack) / step);
    for (long i = from; i <= to; i++) {
      ticks.add(new Tick(i * step, label(i * step, step)));
    }
    return ticks;
  }

  private static List<Tick> decades(Scale scale) {
    List<Tick> ticks = new ArrayList<>();
    int from = (int) Math.ceil(scale.low() - 1e-9);
    int to = (int) Math.floor(scale.high() + 1e-9);
    int every = Math.max(1, (to - from + 7) / 8);
    for (int decade = from; decade <= to; decade += every) {
      ticks.add(new Tick(decade, power(decade)));
    }
    if (to - from < 2) {
      // Few decades leave room for 2 and 5 in between.
      for (int decade = from - 1; decade <= to; decade++) {
        for (int factor : new int[] {2, 5}) {
          double value = factor * Math.pow(10, decade);
          double place = scale.place(value);
          if (place >= scale.low() && place <= scale.high()) {
            ticks.add(new Tick(place, label(value, value)));
          }
        }
      }
    }
    return ticks;
  }

  /** A value, as precise as a step between two such values requires. */
  static String label(double value, double step) {
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
        ? label(Math.pow(10, exponent), Math.pow(10, exponent))
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

package org.medchain.experiments.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * The axis of a quantity.
 *
 * @param scale how values become places
 * @param ticks the labelled places
 */
public record QuantityScale(Scale scale, List<Tick> ticks) {
  /** From this ratio of the largest to the least value on, a linear scale would hide the least. */
  private static final double RATIO_LOGARITHMIC = 20;

  /** Room for half a marker at the ends, as shares of what lies between. */
  private static final double MARGIN = 0.07;

  private static final double MARGIN_CHOSEN = 0.11;

  /** For values that are measured; includes 0 where it is linear. */
  public static QuantityScale measured(double[] values, AxisQuantity quantity) {
    double least = min(values);
    double most = max(values);
    return least > 0 && most / least > RATIO_LOGARITHMIC
        ? decades(least, most, quantity)
        : linear(most > 0 ? most : 1, quantity);
  }

  /** For positive values, logarithmic also where they are close together: whole decades. */
  public static QuantityScale logarithmic(double[] values, AxisQuantity quantity) {
    if (values.length == 0) {
      return decades(1, 10, quantity);
    }
    double from = Math.floor(Math.log10(min(values)));
    double to = Math.max(from + 1, Math.ceil(Math.log10(max(values))));
    return decades(Math.pow(10, from), Math.pow(10, to), quantity);
  }

  /** For values that are chosen, in their order: a tick at each that there is room for. */
  public static QuantityScale chosen(double[] values, AxisQuantity quantity) {
    double least = min(values);
    double most = max(values);
    boolean even = quantity == AxisQuantity.KEY && isEven(values);
    boolean logarithmic = quantity.isRatioScale() && !even && least > 0 && most / least > 5;
    DoubleUnaryOperator place = logarithmic ? Math::log10 : v -> v;
    double low = place.applyAsDouble(least);
    double high = place.applyAsDouble(most);
    double span = high > low ? high - low : 1;
    // A share needs more room than a count.
    double nearest = quantity == AxisQuantity.NODES ? span / 9 : span / 7;
    List<Tick> ticks = ticks(values, nearest, place, quantity::tick);
    double margin = MARGIN_CHOSEN * span;
    return new QuantityScale(new Scale(logarithmic, low - margin, high + margin), ticks);
  }

  /** Whether chosen values differ by one step, and so are meant for a linear axis. */
  private static boolean isEven(double[] values) {
    double step = (values[values.length - 1] - values[0]) / (values.length - 1);
    for (int i = 1; i < values.length; i++) {
      if (Math.abs(values[i] - values[i - 1] - step) > 0.05 * step) {
        return false;
      }
    }
    return values.length > 2;
  }

  /**
   * Ticks at values that are places themselves, as far as there is room.
   *
   * @param values ascending
   * @param nearest how near two labels may be
   */
  public static List<Tick> ticks(double[] values, double nearest, DoubleFunction<String> label) {
    return ticks(values, nearest, v -> v, label);
  }

  /** The ends have their labels in any case. */
  private static List<Tick> ticks(
      double[] values, double nearest, DoubleUnaryOperator place, DoubleFunction<String> label) {
    double most = max(values);
    double high = place.applyAsDouble(most);
    List<Tick> ticks = new ArrayList<>();
    for (double value : values) {
      double at = place.applyAsDouble(value);
      boolean room = ticks.isEmpty() || at - ticks.getLast().place() >= nearest;
      if (value == most || (room && high - at >= nearest)) {
        ticks.add(new Tick(at, label.apply(value)));
      }
    }
    return ticks;
  }

  public double low() {
    return scale.low();
  }

  public double high() {
    return scale.high();
  }

  /** The place of a value; what lies outside is drawn at the end. */
  public double place(double value) {
    return scale.placeWithin(value);
  }

  /** Whether a value lies outside, at the lower end. */
  boolean isBelow(double value) {
    return !(scale.place(value) >= scale.low());
  }

  /** Whether a value lies outside, at the upper end. */
  boolean isAbove(double value) {
    return scale.place(value) > scale.high();
  }

  private static QuantityScale linear(double most, AxisQuantity quantity) {
    double step = Scale.step(most / 5);
    List<Tick> ticks = new ArrayList<>();
    // A share ends at 1; anything else has room above it.
    boolean share = quantity == AxisQuantity.VIOLATED || quantity == AxisQuantity.FALSE_ACCEPTED;
    double room = share ? 1 : 1.02;
    int count = (int) Math.ceil(most * room / step);
    for (int i = 0; i <= count; i++) {
      ticks.add(new Tick(i * step, quantity.tick(i * step)));
    }
    return new QuantityScale(new Scale(false, 0, count * step), ticks);
  }

  private static QuantityScale decades(double least, double most, AxisQuantity quantity) {
    int from = (int) Math.floor(Math.log10(least));
    int to = (int) Math.ceil(Math.log10(most));
    double low = Math.log10(least);
    double high = Math.log10(most);
    // Few decades leave room for 2 and 5 in between.
    double[] factors = to - from <= 3 ? new double[] {1, 2, 5} : new double[] {1};
    double margin = MARGIN * (high - low);
    List<Tick> ticks = new ArrayList<>();
    for (int decade = from; decade <= to; decade++) {
      for (double factor : factors) {
        double value = factor * Math.pow(10, decade);
        double place = Math.log10(value);
        if (place >= low - margin && place <= high + margin) {
          ticks.add(new Tick(place, quantity.tick(value)));
        }
      }
    }
    return new QuantityScale(new Scale(true, low - margin, high + margin), ticks);
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
  }
}

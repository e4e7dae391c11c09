package org.medchain.experiments.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How values become places on an axis.
 *
 * @param logarithmic whether equal ratios, rather than equal differences, are equally far apart
 * @param low the axis's lower end, as a place
 * @param high its upper end, as a place
 * @param ticks the labelled places
 */
record ChartScale(boolean logarithmic, double low, double high, List<ChartTick> ticks) {
  /** A place with its label. */
  record ChartTick(double place, String label) {}

  /** From this ratio of the largest to the least value on, a linear scale would hide the least. */
  private static final double RATIO_LOGARITHMIC = 20;

  /** Room for half a marker at the ends, as shares of what lies between. */
  private static final double MARGIN = 0.07;

  private static final double MARGIN_CHOSEN = 0.11;

  private static final double[] STEPS = {1, 2, 5, 10};

  /** For values that are measured; includes 0 where it is linear. */
  static ChartScale forMeasurements(double[] values, AxisQuantity quantity) {
    double least = min(values);
    double most = max(values);
    return least > 0 && most / least > RATIO_LOGARITHMIC
        ? decades(least, most, quantity)
        : linear(most > 0 ? most : 1, quantity);
  }

  /** For values that are chosen, in their order: a tick at each that there is room for. */
  static ChartScale forParameters(double[] values, AxisQuantity quantity) {
    double least = min(values);
    double most = max(values);
    boolean logarithmic = quantity.isRatioScale() && least > 0 && most / least > 5;
    DoubleUnaryOperator place = logarithmic ? Math::log10 : v -> v;
    double low = place.applyAsDouble(least);
    double high = place.applyAsDouble(most);
    double span = high > low ? high - low : 1;
    // The ends have their labels in any case; a share needs more room than a count.
    double nearest = quantity == AxisQuantity.NODES ? span / 9 : span / 7;
    List<ChartTick> ticks = new ArrayList<>();
    for (double value : values) {
      double at = place.applyAsDouble(value);
      boolean room = ticks.isEmpty() || at - ticks.getLast().place() >= nearest;
      if (value == most || (room && high - at >= nearest)) {
        ticks.add(new ChartTick(at, quantity.tick(value)));
      }
    }
    double margin = MARGIN_CHOSEN * span;
    return new ChartScale(logarithmic, low - margin, high + margin, ticks);
  }

  /** The place of a value; what lies outside is drawn at the end. */
  double place(double value) {
    if (logarithmic && value <= 0) {
      return low;
    }
    return Math.clamp(logarithmic ? Math.log10(value) : value, low, high);
  }

  private static ChartScale linear(double most, AxisQuantity quantity) {
    double step = roundUp(most / 5);
    List<ChartTick> ticks = new ArrayList<>();
    // A share ends at 1; anything else has room above it.
    double room = quantity == AxisQuantity.VIOLATED ? 1 : 1.02;
    int count = (int) Math.ceil(most * room / step);
    for (int i = 0; i <= count; i++) {
      ticks.add(new ChartTick(i * step, quantity.tick(i * step)));
    }
    return new ChartScale(false, 0, count * step, ticks);
  }

  private static ChartScale decades(double least, double most, AxisQuantity quantity) {
    int from = (int) Math.floor(Math.log10(least));
    int to = (int) Math.ceil(Math.log10(most));
    double low = Math.log10(least);
    double high = Math.log10(most);
    // Few decades leave room for 2 and 5 in between.
    double[] factors = to - from <= 3 ? new double[] {1, 2, 5} : new double[] {1};
    double margin = MARGIN * (high - low);
    List<ChartTick> ticks = new ArrayList<>();
    for (int decade = from; decade <= to; decade++) {
      for (double factor : factors) {
        double value = factor * Math.pow(10, decade);
        double place = Math.log10(value);
        if (place >= low - margin && place <= high + margin) {
          ticks.add(new ChartTick(place, quantity.tick(value)));
        }
      }
    }
    return new ChartScale(true, low - margin, high + margin, ticks);
  }

  /** The next of 1, 2, 5, 10, 20, … */
  private static double roundUp(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : STEPS) {
      if (step * decade >= value * 0.999) {
        return step * decade;
      }
    }
    return 10 * decade;
  }

  private static double min(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double max(double[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}

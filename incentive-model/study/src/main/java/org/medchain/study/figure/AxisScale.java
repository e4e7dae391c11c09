package org.medchain.study.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How values become places on an axis: themselves, or their decimal logarithms.
 *
 * @param low the axis's lower end, as a place
 * @param high its upper end, as a place
 */
public record AxisScale(boolean logarithmic, double low, double high) {
  /** A labelled place. */
  public record AxisTick(double position, String label) {}

  /** Room at fitted ends, as a share of what lies between. */
  private static final double MARGIN = 0.04;

  private static final double[] STEPS = {1, 2, 5, 10};

  /** Fits the ends that the axis leaves open to the data; 0 to 1 without data. */
  public static AxisScale of(FigureAxis axis, DoubleStream data) {
    return of(axis, data, MARGIN);
  }

  public static AxisScale of(FigureAxis axis, DoubleStream data, double margin) {
    boolean log = axis.logarithmic();
    double[] places =
        data.filter(v -> Double.isFinite(v) && (!log || v > 0))
            .map(v -> position(log, v))
            .toArray();
    double least = places.length == 0 ? 0 : DoubleStream.of(places).min().getAsDouble();
    double most = places.length == 0 ? 1 : DoubleStream.of(places).max().getAsDouble();
    // All the same value: it shall stand in the middle.
    double span = most > least ? most - least : log ? 1 : Math.max(Math.abs(most), 1e-300);
    // From 0, where the data begin not far from it.
    boolean fromZero = !log && least >= 0 && least < 0.4 * most;
    double low = fromZero ? 0 : least - margin * span;
    double high = !log && most <= 0 && most > -0.4 * span ? 0 : most + margin * span;
    return new AxisScale(
        log,
        Double.isNaN(axis.low()) ? low : position(log, axis.low()),
        Double.isNaN(axis.high()) ? high : position(log, axis.high()));
  }

  /** Not a number where a logarithmic axis has no place. */
  public double position(double value) {
    return position(logarithmic, value);
  }

  private static double position(boolean log, double value) {
    return !log ? value : value > 0 ? Math.log10(value) : Double.NaN;
  }

  /** Where between the ends, 0 to 1 inside. */
  public double share(double value) {
    return (position(value) - low) / (high - low);
  }

  public List<AxisTick> ticks() {
    return logarithmic ? decades() : linear();
  }

  private List<AxisTick> linear() {
    double step = roundUp((high - low) / 6);
    List<AxisTick> ticks = new ArrayList<>();
    double slack = 1e-9 * (high - low);
    long from = (long) Math.ceil((low - slack) / step);
    long to = (long) Math.floor((high + slack) / step);
    for (long i = from; i <= to; i++) {
      ticks.add(new AxisTick(i * step, TickLabels.text(i * step, step)));
    }
    return ticks;
  }

  private List<AxisTick> decades() {
    List<AxisTick> ticks = new ArrayList<>();
    int from = (int) Math.ceil(low - 1e-9);
    int to = (int) Math.floor(high + 1e-9);
    int every = Math.max(1, (to - from + 7) / 8);
    for (int decade = from; decade <= to; decade += every) {
      ticks.add(new AxisTick(decade, TickLabels.power(decade)));
    }
    if (to - from < 2) {
      // Few decades leave room for 2 and 5 in between.
      for (int decade = from - 1; decade <= to; decade++) {
        for (int factor : new int[] {2, 5}) {
          double value = factor * Math.pow(10, decade);
          if (position(value) >= low && position(value) <= high) {
            ticks.add(new AxisTick(position(value), TickLabels.text(value, value)));
          }
        }
      }
    }
    return ticks;
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
}

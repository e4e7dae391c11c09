package org.medchain.study.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;

/** Fits scales to axes and data, and finds the ticks of a scale. */
public final class FittedScale {
  /** Room at fitted ends, as a share of what lies between. */
  private static final double MARGIN = 0.04;

  private FittedScale() {}

  /** Fits the ends that the axis leaves open to the data; 0 to 1 without data. */
  public static Scale of(FigureAxis axis, DoubleStream data) {
    return of(axis, data, MARGIN);
  }

  public static Scale of(FigureAxis axis, DoubleStream data, double margin) {
    boolean log = axis.logarithmic();
    double[] places =
        data.filter(v -> Double.isFinite(v) && (!log || v > 0))
            .map(v -> Scale.place(log, v))
            .toArray();
    double least = places.length == 0 ? 0 : DoubleStream.of(places).min().getAsDouble();
    double most = places.length == 0 ? 1 : DoubleStream.of(places).max().getAsDouble();
    // All the same value: it is placed in the middle.
    double span = most > least ? most - least : log ? 1 : Math.max(Math.abs(most), 1e-300);
    // From 0, where the data begin not far from it.
    boolean fromZero = !log && least >= 0 && least < 0.4 * most;
    double low = fromZero ? 0 : least - margin * span;
    double high = !log && most <= 0 && most > -0.4 * span ? 0 : most + margin * span;
    return new Scale(
        log,
        Double.isNaN(axis.low()) ? low : Scale.place(log, axis.low()),
        Double.isNaN(axis.high()) ? high : Scale.place(log, axis.high()));
  }

  /** The labelled places of a scale. */
  public static List<Tick> ticks(Scale scale) {
    return scale.logarithmic() ? decades(scale) : linear(scale.low(), scale.high());
  }

  private static List<Tick> linear(double low, double high) {
    double step = Scale.step((high - low) / 6);
    List<Tick> ticks = new ArrayList<>();
    double slack = 1e-9 * (high - low);
    long from = (long) Math.ceil((low - slack) / step);
    long to = (long) Math.floor((high + slack) / step);
    for (long i = from; i <= to; i++) {
      ticks.add(new Tick(i * step, TickLabels.text(i * step, step)));
    }
    return ticks;
  }

  private static List<Tick> decades(Scale scale) {
    List<Tick> ticks = new ArrayList<>();
    int from = (int) Math.ceil(scale.low() - 1e-9);
    int to = (int) Math.floor(scale.high() + 1e-9);
    int every = Math.max(1, (to - from + 7) / 8);
    for (int decade = from; decade <= to; decade += every) {
      ticks.add(new Tick(decade, TickLabels.power(decade)));
    }
    if (to - from < 2) {
      // Few decades leave room for 2 and 5 in between.
      for (int decade = from - 1; decade <= to; decade++) {
        for (int factor : new int[] {2, 5}) {
          double value = factor * Math.pow(10, decade);
          double place = scale.place(value);
          if (place >= scale.low() && place <= scale.high()) {
            ticks.add(new Tick(place, TickLabels.text(value, value)));
          }
        }
      }
    }
    return ticks;
  }
}

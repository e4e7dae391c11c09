package org.medchain.study.figure;

import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;

/**
 * An axis, or the bar of a colour scale.
 *
 * @param label the quantity, with its unit: {@code "price of a query (points)"}
 * @param low lower end, or NaN to fit the data
 * @param high upper end, or NaN to fit the data
 * @param logarithmic whether equal ratios are equally far apart; values of 0 and below are then not
 *     drawn
 */
public record FigureAxis(String label, double low, double high, boolean logarithmic) {
  /** Room at fitted ends, as a share of what lies between. */
  private static final double MARGIN = 0.04;

  /** A linear axis as long as its data. */
  public static FigureAxis linear(String label) {
    return between(label, Double.NaN, Double.NaN);
  }

  /** A logarithmic axis as long as its data. */
  public static FigureAxis logarithmic(String label) {
    return new FigureAxis(label, Double.NaN, Double.NaN, true);
  }

  /** A linear axis between two values. */
  public static FigureAxis between(String label, double low, double high) {
    return new FigureAxis(label, low, high, false);
  }

  /** A share of a population, 0 to 1. */
  public static FigureAxis share(String label) {
    return between(label, 0, 1);
  }

  /** The scale whose open ends fit the data; 0 to 1 without data. */
  Scale fit(DoubleStream data) {
    return fit(data, MARGIN);
  }

  Scale fit(DoubleStream data, double margin) {
    boolean log = logarithmic;
    double[] places =
        data.filter(v -> Double.isFinite(v) && (!log || v > 0))
            .map(v -> Scale.place(log, v))
            .toArray();
    double least = DoubleStream.of(places).min().orElse(0);
    double most = DoubleStream.of(places).max().orElse(1);
    // All the same value: it is placed in the middle.
    double span = most > least ? most - least : log ? 1 : Math.max(Math.abs(most), 1e-300);
    // From 0, where the data begin not far from it.
    boolean fromZero = !log && least >= 0 && least < 0.4 * most;
    double lower = fromZero ? 0 : least - margin * span;
    double upper = !log && most <= 0 && most > -0.4 * span ? 0 : most + margin * span;
    return new Scale(
        log,
        Double.isNaN(low) ? lower : Scale.place(log, low),
        Double.isNaN(high) ? upper : Scale.place(log, high));
  }
}

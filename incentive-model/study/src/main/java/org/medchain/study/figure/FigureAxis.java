package org.medchain.study.figure;

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
  /** Checks that the ends, where given, are in order and positive on a logarithmic axis. */
  public FigureAxis {
    if (low >= high || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "axis '" + label + "': from " + low + " to " + high + ", allowed: finite, low < high");
    }
    if (logarithmic && (low <= 0 || high <= 0)) {
      throw new IllegalArgumentException("axis '" + label + "': logarithmic from " + low);
    }
  }

  /** A linear axis as long as its data. */
  public static FigureAxis linear(String label) {
    return new FigureAxis(label, Double.NaN, Double.NaN, false);
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
}

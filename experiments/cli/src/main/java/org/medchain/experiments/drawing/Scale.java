package org.medchain.experiments.drawing;

/**
 * How values become places on an axis: themselves, or their decimal logarithms.
 *
 * @param logarithmic whether equal ratios, rather than equal differences, are equally far apart
 * @param low the axis's lower end, as a place
 * @param high its upper end, as a place
 */
public record Scale(boolean logarithmic, double low, double high) {
  private static final double[] STEPS = {1, 2, 5, 10};

  /** The place of a value; not a number where a logarithmic axis has none. */
  public double place(double value) {
    return place(logarithmic, value);
  }

  /** The place of a value on an axis of this kind, for any ends. */
  public static double place(boolean logarithmic, double value) {
    return !logarithmic ? value : value > 0 ? Math.log10(value) : Double.NaN;
  }

  /** The place of a value; of one that lies outside, the end on that side. */
  public double placeWithin(double value) {
    return logarithmic && value <= 0 ? low : Math.clamp(place(value), low, high);
  }

  /** Where between the ends, 0 to 1 inside. */
  public double share(double value) {
    return (place(value) - low) / (high - low);
  }

  /** The next of 1, 2, 5, 10, 20, … that is not less: a step between ticks. */
  public static double step(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : STEPS) {
      if (step * decade >= least * 0.999) {
        return step * decade;
      }
    }
    return 10 * decade;
  }
}

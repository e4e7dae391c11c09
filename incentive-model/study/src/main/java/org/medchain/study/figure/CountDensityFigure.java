package org.medchain.study.figure;

import java.util.List;

/**
 * Stationary density of a finite population with two strategies. One density in a population of at
 * most 60 is drawn as bars, anything else as curves.
 *
 * @param heading around it
 * @param x the count of the first strategy; its ends are of no effect
 * @param y the probability; logarithmic where tails matter
 * @param densities one or several
 */
public record CountDensityFigure(
    FigureHeading heading, FigureAxis x, FigureAxis y, List<CountDensity> densities)
    implements GameFigure {
  public CountDensityFigure {
    densities = List.copyOf(densities);
  }

  /**
   * A density.
   *
   * @param masses probability of each count from 0 to the population's size; adds up to 1
   */
  public record CountDensity(String name, List<Double> masses) {
    /** Checks that it is a density. */
    public CountDensity {
      masses = FigureChecks.requireDensity("density '" + name + "'", masses);
    }
  }
}

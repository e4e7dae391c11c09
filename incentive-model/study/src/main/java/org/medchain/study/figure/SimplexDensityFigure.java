package org.medchain.study.figure;

import java.util.List;

/**
 * Stationary density of a finite population with three strategies: a cell for each state, corners
 * as in {@link SimplexFigure}.
 *
 * @param heading around it
 * @param strategies three names
 * @param scale label of the colour bar, its ends, and whether it is logarithmic; fitted over more
 *     than eight decades it shows the uppermost eight, and lower ones as the lightest colour
 * @param masses probability of each state in the order of {@link SimplexGrid}; adds up to 1
 */
public record SimplexDensityFigure(
    FigureHeading heading, List<String> strategies, FigureAxis scale, List<Double> masses)
    implements GameFigure {
  /** Checks that there is a mass for each state. */
  public SimplexDensityFigure {
    strategies = FigureChecks.requireThree(strategies);
    masses = FigureChecks.requireDensity("masses", masses);
    if (!masses.isEmpty()) {
      SimplexGrid.ofSize(masses.size(), "masses");
    }
  }
}

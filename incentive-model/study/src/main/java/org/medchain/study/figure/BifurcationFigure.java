package org.medchain.study.figure;

import java.util.List;

/**
 * Bifurcation diagram: rest points, and what becomes of deviations from them, along a parameter.
 *
 * @param heading around it
 * @param x the parameter
 * @param y share of a strategy at the rest points
 * @param branches continuous or discrete
 * @param thresholds stated values of the parameter
 */
public record BifurcationFigure(
    FigureHeading heading,
    FigureAxis x,
    FigureAxis y,
    List<BranchLine> branches,
    List<ThresholdLine> thresholds)
    implements GameFigure {
  public BifurcationFigure {
    branches = List.copyOf(branches);
    thresholds = List.copyOf(thresholds);
  }

  /**
   * Rest points of one stability.
   *
   * @param discrete whether they were found one by one: points, not joined by a line
   */
  public record BranchLine(StabilityClass stability, boolean discrete, List<PlanePoint> points) {
    public BranchLine {
      points = List.copyOf(points);
    }
  }
}

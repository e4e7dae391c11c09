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
    Heading heading, Axis x, Axis y, List<Branch> branches, List<Threshold> thresholds)
    implements GameFigure {
  /** Keeps copies. */
  public BifurcationFigure {
    branches = List.copyOf(branches);
    thresholds = List.copyOf(thresholds);
  }

  /**
   * Rest points of one stability.
   *
   * @param discrete whether they were found one by one: points, not joined by a line
   */
  public record Branch(Stability stability, boolean discrete, List<Place> points) {
    /** Keeps a copy. */
    public Branch {
      points = List.copyOf(points);
    }
  }
}

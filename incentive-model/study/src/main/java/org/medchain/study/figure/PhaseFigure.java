package org.medchain.study.figure;

import java.util.List;

/**
 * Phase portrait of two populations with two actions each.
 *
 * @param heading around it
 * @param x share of the first action in the first population
 * @param y share of the first action in the second population
 * @param velocities arrows, longer and darker where faster
 * @param speed label of the colour bar
 * @param trajectories each from its start
 * @param restPoints rest points
 * @param nullclines where one of the shares does not change
 */
public record PhaseFigure(
    FigureHeading heading,
    FigureAxis x,
    FigureAxis y,
    List<PhaseVelocity> velocities,
    String speed,
    List<List<PlanePoint>> trajectories,
    List<PhaseRestPoint> restPoints,
    List<BoundaryCurve> nullclines)
    implements GameFigure {
  public PhaseFigure {
    velocities = List.copyOf(velocities);
    trajectories = trajectories.stream().map(List::copyOf).toList();
    restPoints = List.copyOf(restPoints);
    nullclines = List.copyOf(nullclines);
  }

  /** Velocity at a point, in units of the axes per unit of time. */
  public record PhaseVelocity(PlanePoint point, double dx, double dy) {
    /** Checks that it is a velocity. */
    public PhaseVelocity {
      FigureChecks.requireFinite("velocity at " + point, List.of(dx, dy));
    }
  }

  /**
   * A rest point.
   *
   * @param label written beside it; may be empty
   */
  public record PhaseRestPoint(PlanePoint point, StabilityClass stability, String label) {}
}

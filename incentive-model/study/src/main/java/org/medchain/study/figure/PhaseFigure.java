package org.medchain.study.figure;

import java.util.List;

/**
 * Phase portrait of two populations with two actions each.
 *
 * @param heading around it
 * @param x share of the first action in the first population
 * @param y share of the first action in the second population
 * @param flow arrows, longer and darker where faster
 * @param speed label of the colour bar
 * @param trajectories each from its start
 * @param rests rest points
 * @param nullclines where one of the shares does not change
 */
public record PhaseFigure(
    Heading heading,
    Axis x,
    Axis y,
    List<Flow> flow,
    String speed,
    List<List<Place>> trajectories,
    List<Rest> rests,
    List<Border> nullclines)
    implements GameFigure {
  /** Keeps copies. */
  public PhaseFigure {
    flow = List.copyOf(flow);
    trajectories = trajectories.stream().map(List::copyOf).toList();
    rests = List.copyOf(rests);
    nullclines = List.copyOf(nullclines);
  }

  /** Velocity at a point, in units of the axes per unit of time. */
  public record Flow(Place at, double dx, double dy) {
    /** Checks that it is a velocity. */
    public Flow {
      Checks.finite("velocity at " + at, List.of(dx, dy));
    }
  }

  /**
   * A rest point.
   *
   * @param label written beside it; may be empty
   */
  public record Rest(Place at, Stability stability, String label) {}
}

package org.medchain.study.figure;

import java.util.List;
import java.util.function.Function;

/**
 * Flow on the simplex of three strategies: the first at the lower left corner, the second at the
 * lower right, the third on top.
 *
 * @param heading around it
 * @param strategies three names
 * @param velocities arrows, longer and darker where faster
 * @param shades speeds at the points of a {@link SimplexGrid} in its order, as background; or empty
 * @param speed label of the colour bar
 * @param trajectories each from its start
 * @param restPoints isolated rest points
 * @param continua lines of rest points
 */
public record SimplexFigure(
    FigureHeading heading,
    List<String> strategies,
    List<SimplexVelocity> velocities,
    List<Double> shades,
    String speed,
    List<List<SimplexPoint>> trajectories,
    List<SimplexRestPoint> restPoints,
    List<RestPointContinuum> continua)
    implements GameFigure {
  /** Checks the number of names and of shades, and that the flow stays on the simplex. */
  public SimplexFigure {
    strategies = FigureChecks.requireThree(strategies);
    velocities = List.copyOf(velocities);
    FigureChecks.requireTangent(velocities);
    shades = FigureChecks.requireFinite("shades", shades);
    if (!shades.isEmpty()) {
      SimplexGrid.ofSize(shades.size(), "shades");
    }
    trajectories = trajectories.stream().map(List::copyOf).toList();
    restPoints = List.copyOf(restPoints);
    continua = List.copyOf(continua);
  }

  /**
   * Velocity at a point.
   *
   * @param point the point
   * @param first change of the first strategy's share per unit of time
   * @param second change of the second's
   * @param third change of the third's; the three add up to 0
   */
  public record SimplexVelocity(SimplexPoint point, double first, double second, double third) {
    /** Checks that it is a velocity. */
    public SimplexVelocity {
      FigureChecks.requireFinite("velocity at " + point, List.of(first, second, third));
    }

    /** Euclidean length of the velocity. */
    public double speed() {
      return Math.sqrt(first * first + second * second + third * third);
    }
  }

  /**
   * A rest point.
   *
   * @param label written beside it; may be empty
   */
  public record SimplexRestPoint(SimplexPoint point, StabilityClass stability, String label) {}

  /**
   * A line of rest points.
   *
   * @param points corners of the line, at least its two ends
   * @param stability against deviations away from the line
   */
  public record RestPointContinuum(List<SimplexPoint> points, StabilityClass stability) {
    public RestPointContinuum {
      points = List.copyOf(points);
    }
  }

  /**
   * A figure of a vector field alone.
   *
   * @param velocity from three shares to the three changes of shares
   * @param arrows steps of the grid of arrows, 12 to 18 is readable
   * @param shades steps of the grid of background shades, 0 for none
   */
  public static SimplexFigure of(
      FigureHeading heading,
      List<String> strategies,
      Function<double[], double[]> velocity,
      int arrows,
      int shades) {
    List<SimplexVelocity> flow =
        new SimplexGrid(arrows).points().stream().map(at -> velocities(at, velocity)).toList();
    List<Double> speeds =
        shades == 0
            ? List.of()
            : new SimplexGrid(shades)
                .points().stream().map(at -> velocities(at, velocity).speed()).toList();
    return new SimplexFigure(
        heading, strategies, flow, speeds, "speed", List.of(), List.of(), List.of());
  }

  private static SimplexVelocity velocities(
      SimplexPoint at, Function<double[], double[]> velocity) {
    double[] v = velocity.apply(new double[] {at.first(), at.second(), at.third()});
    return new SimplexVelocity(at, v[0], v[1], v[2]);
  }

  /** The same with trajectories, rest points and lines of rest points. */
  public SimplexFigure with(
      List<List<SimplexPoint>> theTrajectories,
      List<SimplexRestPoint> theRests,
      List<RestPointContinuum> theContinua) {
    return new SimplexFigure(
        heading, strategies, velocities, shades, speed, theTrajectories, theRests, theContinua);
  }
}

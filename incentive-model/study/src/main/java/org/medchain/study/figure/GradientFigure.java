package org.medchain.study.figure;

import java.util.List;

/**
 * Gradient of selection of two strategies: how fast the share of the first changes, at each share.
 *
 * @param heading around it
 * @param x the share, 0 to 1
 * @param y its change per unit of time, or per generation
 * @param curve from share 0 to share 1, ascending
 * @param restPoints shares at which it does not change
 */
public record GradientFigure(
    FigureHeading heading,
    FigureAxis x,
    FigureAxis y,
    List<PlanePoint> curve,
    List<GradientRestPoint> restPoints)
    implements GameFigure {
  /** Checks that shares ascend and lie between 0 and 1. */
  public GradientFigure {
    curve = List.copyOf(curve);
    restPoints = List.copyOf(restPoints);
    FigureChecks.requireAscending(
        "shares of the curve", curve.stream().map(PlanePoint::x).toList());
    curve.forEach(place -> FigureChecks.requireShare("share of the curve", place.x()));
  }

  /** A rest point on the axis. */
  public record GradientRestPoint(double share, StabilityClass stability) {
    /** Checks that it is a share. */
    public GradientRestPoint {
      FigureChecks.requireShare("rest point", share);
    }
  }
}

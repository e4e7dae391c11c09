package org.medchain.study.figure;

import java.util.List;

/**
 * Gradient of selection of two strategies: how fast the share of the first changes, at each share.
 *
 * @param heading around it
 * @param x the share, 0 to 1
 * @param y its change per unit of time, or per generation
 * @param curve from share 0 to share 1, ascending
 * @param rests shares at which it does not change
 */
public record GradientFigure(Heading heading, Axis x, Axis y, List<Place> curve, List<Rest> rests)
    implements GameFigure {
  /** Checks that shares ascend and lie between 0 and 1. */
  public GradientFigure {
    curve = List.copyOf(curve);
    rests = List.copyOf(rests);
    Checks.ascending("shares of the curve", curve.stream().map(Place::x).toList());
    curve.forEach(place -> Checks.share("share of the curve", place.x()));
  }

  /** A rest point on the axis. */
  public record Rest(double share, Stability stability) {
    /** Checks that it is a share. */
    public Rest {
      Checks.share("rest point", share);
    }
  }
}

package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A vector field: arrows centred at their points, longer and darker where the flow is faster. */
final class Arrows {
  /** The palest colours would be lost on white. */
  private static final int PALEST = 20;

  private record Arrow(Point2D at, Point2D direction, double speed) {}

  private final List<Arrow> arrows = new ArrayList<>();

  /** In pixels; of the direction only its angle counts. */
  void add(Point2D at, Point2D direction, double speed) {
    arrows.add(new Arrow(at, direction, speed));
  }

  static Color color(int level) {
    return Ramp.SEQUENTIAL.color(PALEST + level * (Ramp.LEVELS - 1 - PALEST) / (Ramp.LEVELS - 1));
  }

  /** From 0 to the fastest; empty fields have speeds up to 1. */
  Scale scale() {
    double most = arrows.stream().mapToDouble(Arrow::speed).max().orElse(0);
    return Scale.of(Axis.fitted(""), DoubleStream.of(0, most > 0 ? most : 1));
  }

  /**
   * Draws them.
   *
   * @param spacing distance between neighbours in pixels
   * @param plain whether speed is told by length alone, for arrows over shades
   */
  void draw(Pen pen, double spacing, boolean plain) {
    Scale scale = scale();
    for (Arrow arrow : arrows) {
      double norm = arrow.direction().distance(0, 0);
      if (!(norm > 0) || !(arrow.speed() > 0)) {
        continue;
      }
      double share = scale.share(arrow.speed());
      double length = spacing * (0.3 + 0.5 * Math.sqrt(share));
      double dx = arrow.direction().getX() / norm * length / 2;
      double dy = arrow.direction().getY() / norm * length / 2;
      double x = arrow.at().getX();
      double y = arrow.at().getY();
      pen.arrow(
          new Point2D.Double(x - dx, y - dy),
          new Point2D.Double(x + dx, y + dy),
          plain ? Looks.INK : color(Ramp.level(share)),
          plain ? 1 : 1.6f,
          Math.min(7, length * 0.55));
    }
  }
}

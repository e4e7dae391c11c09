package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.ColorRamp;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;

/** A vector field: arrows centred at their points, longer and darker where the flow is faster. */
final class ArrowField {
  /** The palest colours would be lost on white. */
  private static final int PALEST = 20;

  private record FieldArrow(Point2D at, Point2D direction, double speed) {}

  private final List<FieldArrow> arrows = new ArrayList<>();

  /** In pixels; of the direction only its angle counts. */
  void add(Point2D at, Point2D direction, double speed) {
    arrows.add(new FieldArrow(at, direction, speed));
  }

  static Color color(int level) {
    return ColorRamp.color(
        PALEST + level * (ColorRamp.LEVELS - 1 - PALEST) / (ColorRamp.LEVELS - 1));
  }

  /** From 0 to the fastest; empty fields have speeds up to 1. */
  Scale scale() {
    double most = arrows.stream().mapToDouble(FieldArrow::speed).max().orElse(0);
    return FittedScale.of(FigureAxis.linear(""), DoubleStream.of(0, most > 0 ? most : 1));
  }

  /**
   * Draws them.
   *
   * @param spacing distance between neighbours in pixels
   * @param plain whether length alone shows speed, for arrows over shades
   */
  void draw(FigureCanvas pen, double spacing, boolean plain) {
    Scale scale = scale();
    for (FieldArrow arrow : arrows) {
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
          plain ? FigurePalette.INK : color(ColorRamp.level(share)),
          plain ? 1 : 1.6f,
          Math.min(7, length * 0.55));
    }
  }
}

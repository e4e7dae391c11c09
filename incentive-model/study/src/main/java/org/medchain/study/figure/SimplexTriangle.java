package org.medchain.study.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.medchain.experiments.drawing.Palette;

/**
 * The simplex of three strategies on paper: the first at the lower left, the second at the lower
 * right, the third on top.
 *
 * @param left edge in pixels
 * @param bottom edge in pixels
 * @param side length in pixels
 */
record SimplexTriangle(double left, double bottom, double side) {
  private static final double SIDE = 490;

  /** Height of a drawing that holds it with the names of its corners. */
  static final double BODY = SIDE * 0.8660254 + 66;

  /** Where it is in a drawing with a colour bar at its right. */
  static SimplexTriangle in(Rectangle2D area) {
    return new SimplexTriangle(60, area.getMaxY() - 34, SIDE);
  }

  /** The place of three shares. */
  Point2D toPixels(double... shares) {
    return new Point2D.Double(
        left + side * (shares[1] + shares[2] / 2), bottom - side * Math.sqrt(0.75) * shares[2]);
  }

  List<Point2D> toPixels(List<double[]> mixes) {
    return mixes.stream().map(this::toPixels).toList();
  }

  double top() {
    return bottom - side * Math.sqrt(0.75);
  }

  Path2D outline() {
    return Palette.polygon(left, bottom, left + side, bottom, left + side / 2, top());
  }

  /** The names of the corners; long ones keep inside the sheet. */
  void drawCornerNames(FigureCanvas pen, List<String> strategies) {
    double x = Math.max(left, FigureCanvas.width(strategies.get(0), FigurePalette.BOLD) / 2 + 8);
    double room =
        GameFigure.WIDTH - FigureCanvas.width(strategies.get(1), FigurePalette.BOLD) / 2 - 8;
    corner(pen, strategies.get(0), x, bottom + 20);
    corner(pen, strategies.get(1), Math.min(left + side, room), bottom + 20);
    corner(pen, strategies.get(2), left + side / 2, top() - 18);
  }

  private static void corner(FigureCanvas pen, String name, double x, double y) {
    pen.text(name, x, y, FigurePalette.BOLD, SvgText.Anchor.MIDDLE);
  }
}

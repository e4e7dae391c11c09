package org.medchain.study.figure.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;
import org.medchain.experiments.drawing.Palette;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.SimplexFigure;
import org.medchain.study.figure.SimplexPoint;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/**
 * The simplex of three strategies on paper: the first at the lower left, the second at the lower
 * right, the third on top.
 *
 * @param left edge in pixels
 * @param bottom edge in pixels
 * @param side length in pixels
 */
record SimplexTriangle(double left, double bottom, double side) {
  static final double SIDE = 490;

  /** Height of a sheet's body that holds it with the names of its corners. */
  static final double BODY = SIDE * 0.8660254 + 66;

  /** Where it stands on a sheet with a colour bar at its right. */
  static SimplexTriangle on(FigureFrame sheet) {
    return new SimplexTriangle(60, sheet.drawingArea().getMaxY() - 34, SIDE);
  }

  Point2D toPixels(SimplexPoint mix) {
    return new Point2D.Double(
        left + side * (mix.second() + mix.third() / 2),
        bottom - side * Math.sqrt(0.75) * mix.third());
  }

  /** A velocity in pixels per unit of time. */
  Point2D direction(SimplexFigure.SimplexVelocity flow) {
    return new Point2D.Double(
        side * (flow.second() + flow.third() / 2), -side * Math.sqrt(0.75) * flow.third());
  }

  List<Point2D> toPixels(List<SimplexPoint> mixes) {
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
    double x = Math.max(left, pen.width(strategies.get(0), FigurePalette.BOLD) / 2 + 8);
    double room = FigureFrame.WIDTH - pen.width(strategies.get(1), FigurePalette.BOLD) / 2 - 8;
    pen.text(strategies.get(0), x, bottom + 20, FigurePalette.BOLD, SvgTextAnchor.MIDDLE);
    pen.text(
        strategies.get(1),
        Math.min(left + side, room),
        bottom + 20,
        FigurePalette.BOLD,
        SvgTextAnchor.MIDDLE);
    pen.text(
        strategies.get(2), left + side / 2, top() - 18, FigurePalette.BOLD, SvgTextAnchor.MIDDLE);
  }
}

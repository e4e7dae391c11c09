package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.medchain.study.figure.BoundaryCurve;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/** Lines of theory over a map: dark on white, so that they are seen on any ground. */
final class BoundaryCurveDrawing {
  private BoundaryCurveDrawing() {}

  static void legend(FigureLegend legend, List<BoundaryCurve> borders) {
    for (int k = 0; k < borders.size(); k++) {
      legend.addLine(borders.get(k).name(), FigurePalette.INK, FigurePalette.dashes(k, 2.2f));
    }
  }

  static void draw(FigureCanvas pen, PlotArea plane, List<BoundaryCurve> borders) {
    for (int k = 0; k < borders.size(); k++) {
      int dashes = k;
      List<Point2D> points = plane.toPixels(borders.get(k).points());
      pen.withClip(
          plane.area(),
          () -> {
            pen.line(points, new Color(255, 255, 255, 200), FigurePalette.stroke(4.5f));
            pen.line(points, FigurePalette.INK, FigurePalette.dashes(dashes, 2.2f));
          });
    }
    borders.forEach(border -> label(pen, plane, border));
  }

  /** The label at three quarters of what is visible of the line, where others rarely cross. */
  static void label(FigureCanvas pen, PlotArea plane, BoundaryCurve border) {
    List<Point2D> visible =
        dense(plane.toPixels(border.points())).stream().filter(plane::contains).toList();
    if (visible.isEmpty() || border.label().isEmpty()) {
      return;
    }
    Point2D at = visible.get((visible.size() - 1) * 3 / 4);
    boolean right = at.getX() + 40 < plane.area().getMaxX();
    double y = Math.clamp(at.getY() - 12, plane.area().getMinY() + 10, plane.area().getMaxY() - 10);
    pen.label(
        border.label(),
        at.getX() + (right ? 7 : -7),
        y,
        FigurePalette.BOLD,
        right ? SvgTextAnchor.START : SvgTextAnchor.END);
  }

  /** A point about every three pixels: a straight line is given by its ends alone. */
  private static List<Point2D> dense(List<Point2D> points) {
    List<Point2D> dense = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      Point2D from = points.get(i - 1);
      Point2D to = points.get(i);
      double length = from.distance(to);
      // Ends far outside or without a place give no more than a sheet's worth of points.
      int parts = Double.isNaN(length) ? 0 : (int) Math.clamp(length / 3, 1, 500);
      for (int k = 0; k < parts; k++) {
        double share = (double) k / parts;
        dense.add(
            new Point2D.Double(
                from.getX() + share * (to.getX() - from.getX()),
                from.getY() + share * (to.getY() - from.getY())));
      }
    }
    return dense;
  }
}

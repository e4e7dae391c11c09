package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.medchain.study.figure.FigurePalette;

/** Lines of several series: each with a colour, dashes and a mark of its own. */
final class SeriesLineDrawing {
  /** So far apart are the marks of a long line, in pixels. */
  private static final double APART = 90;

  private SeriesLineDrawing() {}

  static void sample(FigureCanvas pen, int series, Point2D middle) {
    pen.draw(
        FigureLegend.dash(middle), FigurePalette.color(series), FigurePalette.dashes(series, 2));
    pen.marker(FigurePalette.marker(series), middle, FigurePalette.color(series), true);
  }

  static Color band(int series) {
    Color color = FigurePalette.color(series);
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 45);
  }

  /** A line with a mark every now and then. */
  static void line(FigureCanvas pen, int series, List<Point2D> points) {
    pen.line(points, FigurePalette.color(series), FigurePalette.dashes(series, 2));
    places(series, points)
        .forEach(
            at -> pen.marker(FigurePalette.marker(series), at, FigurePalette.color(series), true));
  }

  /** Shifted from series to series, so that marks of lines that coincide stay visible. */
  private static List<Point2D> places(int series, List<Point2D> points) {
    List<Point2D> places = new ArrayList<>();
    double next = Double.NaN;
    for (Point2D point : points) {
      if (!Double.isFinite(point.getX()) || !Double.isFinite(point.getY())) {
        continue;
      }
      if (Double.isNaN(next)) {
        next = point.getX() + 12 + series * 23 % APART;
      }
      if (point.getX() >= next) {
        places.add(point);
        next = point.getX() + APART;
      }
    }
    return places;
  }
}

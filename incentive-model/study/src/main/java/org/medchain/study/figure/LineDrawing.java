package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/** Lines of several series: each with a colour, dashes and a mark of its own. */
final class LineDrawing {
  /** So far apart are the marks of a long line, in pixels. */
  private static final double APART = 90;

  private LineDrawing() {}

  static void sample(Pen pen, int series, Point2D middle) {
    pen.draw(Legend.dash(middle), Looks.color(series), Looks.dashes(series, 2));
    pen.mark(Looks.mark(series), middle, Looks.color(series), true);
  }

  static Color band(int series) {
    Color color = Looks.color(series);
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 45);
  }

  /** A line with a mark every now and then. */
  static void line(Pen pen, int series, List<Point2D> points) {
    pen.line(points, Looks.color(series), Looks.dashes(series, 2));
    places(series, points)
        .forEach(at -> pen.mark(Looks.mark(series), at, Looks.color(series), true));
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

package org.medchain.study.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws a {@link SeriesFigure}: bands first, lines over them, marks on top. */
final class SeriesDrawing {
  private static final double BODY = 400;

  private SeriesDrawing() {}

  static String draw(SeriesFigure figure) {
    Sheet sheet = new Sheet(figure.heading(), legend(figure), BODY);
    Pen pen = sheet.pen();
    Scale x =
        Scale.of(
            figure.x(),
            DoubleStream.concat(
                points(figure).mapToDouble(SeriesFigure.Estimate::x),
                figure.thresholds().stream().mapToDouble(Threshold::at)),
            0.015);
    Scale y =
        Scale.of(
            figure.y(),
            points(figure)
                .filter(p -> !Double.isNaN(p.y()))
                .flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high())));
    Plane plane = Plane.draw(pen, sheet.body(), figure.x(), x, figure.y(), y);
    pen.inside(
        plane.area(),
        () -> {
          each(figure, SeriesFigure.Style.LINE, (k, points) -> band(pen, plane, k, points));
          each(figure, SeriesFigure.Style.LINE, (k, points) -> line(pen, plane, k, points));
          each(figure, SeriesFigure.Style.MARKS, (k, points) -> marks(pen, plane, k, points));
        });
    plane.thresholds(pen, figure.thresholds());
    return sheet.svg();
  }

  private static Stream<SeriesFigure.Estimate> points(SeriesFigure figure) {
    return figure.series().stream().flatMap(series -> series.points().stream());
  }

  private static Legend legend(SeriesFigure figure) {
    Legend legend = new Legend();
    for (int k = 0; k < figure.series().size(); k++) {
      int series = k;
      boolean line = figure.series().get(k).style() == SeriesFigure.Style.LINE;
      legend.add(
          figure.series().get(k).name(),
          (pen, at) -> {
            if (line) {
              LineDrawing.sample(pen, series, at);
            } else {
              pen.mark(Looks.mark(series), at, Looks.color(series), true);
            }
          });
    }
    return legend.note(figure.interval());
  }

  private interface Drawing {
    void draw(int series, List<SeriesFigure.Estimate> points);
  }

  private static void each(SeriesFigure figure, SeriesFigure.Style style, Drawing drawing) {
    for (int k = 0; k < figure.series().size(); k++) {
      if (figure.series().get(k).style() == style) {
        drawing.draw(k, figure.series().get(k).points());
      }
    }
  }

  private static void line(Pen pen, Plane plane, int series, List<SeriesFigure.Estimate> points) {
    LineDrawing.line(pen, series, points.stream().map(p -> plane.at(p.x(), p.y())).toList());
  }

  /** Between the ends of the intervals, in parts where values are missing. */
  private static void band(Pen pen, Plane plane, int series, List<SeriesFigure.Estimate> points) {
    List<SeriesFigure.Estimate> part = new ArrayList<>();
    for (SeriesFigure.Estimate point : points) {
      if (Double.isNaN(point.y())) {
        part(pen, plane, series, part);
        part.clear();
      } else {
        part.add(point);
      }
    }
    part(pen, plane, series, part);
  }

  private static void part(Pen pen, Plane plane, int series, List<SeriesFigure.Estimate> points) {
    if (points.stream().allMatch(p -> p.low() == p.high())) {
      return;
    }
    Path2D band = new Path2D.Double();
    for (int i = 0; i < points.size(); i++) {
      Point2D at = end(plane, points.get(i).x(), points.get(i).low());
      if (i == 0) {
        band.moveTo(at.getX(), at.getY());
      } else {
        band.lineTo(at.getX(), at.getY());
      }
    }
    for (SeriesFigure.Estimate point : points.reversed()) {
      Point2D at = end(plane, point.x(), point.high());
      band.lineTo(at.getX(), at.getY());
    }
    band.closePath();
    pen.fill(band, LineDrawing.band(series));
  }

  /** An interval that reaches beyond the axis ends there; also one to 0 or infinity. */
  private static Point2D end(Plane plane, double x, double y) {
    Point2D at = plane.at(x, y);
    double lowest = plane.area().getMaxY() + 5;
    double bounded =
        Double.isNaN(at.getY())
            ? lowest
            : Math.clamp(at.getY(), plane.area().getMinY() - 5, lowest);
    return new Point2D.Double(at.getX(), bounded);
  }

  private static void marks(Pen pen, Plane plane, int series, List<SeriesFigure.Estimate> points) {
    for (SeriesFigure.Estimate point : points) {
      Point2D at = plane.at(point.x(), point.y());
      if (!Double.isFinite(at.getX()) || !Double.isFinite(at.getY())) {
        continue;
      }
      if (point.low() < point.high()) {
        Point2D low = end(plane, point.x(), point.low());
        Point2D high = end(plane, point.x(), point.high());
        pen.draw(new Line2D.Double(low, high), Looks.color(series), Looks.stroke(1.4f));
        for (Point2D cap : List.of(low, high)) {
          pen.draw(
              new Line2D.Double(cap.getX() - 4, cap.getY(), cap.getX() + 4, cap.getY()),
              Looks.color(series),
              Looks.stroke(1.4f));
        }
      }
      pen.mark(Looks.mark(series), at, Looks.color(series), true);
    }
  }
}

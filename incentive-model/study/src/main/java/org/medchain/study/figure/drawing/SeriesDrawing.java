package org.medchain.study.figure.drawing;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.ThresholdLine;

/** Draws a {@link SeriesFigure}: bands first, lines over them, marks on top. */
final class SeriesDrawing {
  private static final double BODY = 400;

  private SeriesDrawing() {}

  static String draw(SeriesFigure figure) {
    FigureFrame sheet = new FigureFrame(figure.heading(), legend(figure), BODY);
    FigureCanvas pen = sheet.pen();
    Scale x =
        FittedScale.of(
            figure.x(),
            DoubleStream.concat(
                points(figure).mapToDouble(SeriesFigure.SeriesPoint::x),
                figure.thresholds().stream().mapToDouble(ThresholdLine::value)),
            0.015);
    Scale y =
        FittedScale.of(
            figure.y(),
            points(figure)
                .filter(p -> !Double.isNaN(p.y()))
                .flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high())));
    PlotArea plane = PlotArea.draw(pen, sheet.drawingArea(), figure.x(), x, figure.y(), y);
    pen.withClip(
        plane.area(),
        () -> {
          each(figure, SeriesFigure.SeriesStyle.LINE, (k, points) -> band(pen, plane, k, points));
          each(figure, SeriesFigure.SeriesStyle.LINE, (k, points) -> line(pen, plane, k, points));
          each(figure, SeriesFigure.SeriesStyle.MARKS, (k, points) -> marks(pen, plane, k, points));
        });
    plane.thresholds(pen, figure.thresholds());
    return sheet.svg();
  }

  private static Stream<SeriesFigure.SeriesPoint> points(SeriesFigure figure) {
    return figure.series().stream().flatMap(series -> series.points().stream());
  }

  private static FigureLegend legend(SeriesFigure figure) {
    FigureLegend legend = new FigureLegend();
    for (int k = 0; k < figure.series().size(); k++) {
      int series = k;
      boolean line = figure.series().get(k).style() == SeriesFigure.SeriesStyle.LINE;
      legend.add(
          figure.series().get(k).name(),
          (pen, at) -> {
            if (line) {
              SeriesLineDrawing.sample(pen, series, at);
            } else {
              pen.marker(FigurePalette.marker(series), at, FigurePalette.color(series), true);
            }
          });
    }
    return legend.addNote(figure.interval());
  }

  private interface PointDrawing {
    void draw(int series, List<SeriesFigure.SeriesPoint> points);
  }

  private static void each(
      SeriesFigure figure, SeriesFigure.SeriesStyle style, PointDrawing drawing) {
    for (int k = 0; k < figure.series().size(); k++) {
      if (figure.series().get(k).style() == style) {
        drawing.draw(k, figure.series().get(k).points());
      }
    }
  }

  private static void line(
      FigureCanvas pen, PlotArea plane, int series, List<SeriesFigure.SeriesPoint> points) {
    SeriesLineDrawing.line(
        pen, series, points.stream().map(p -> plane.toPixels(p.x(), p.y())).toList());
  }

  /** Between the ends of the intervals, in parts where values are missing. */
  private static void band(
      FigureCanvas pen, PlotArea plane, int series, List<SeriesFigure.SeriesPoint> points) {
    List<SeriesFigure.SeriesPoint> part = new ArrayList<>();
    for (SeriesFigure.SeriesPoint point : points) {
      if (Double.isNaN(point.y())) {
        part(pen, plane, series, part);
        part.clear();
      } else {
        part.add(point);
      }
    }
    part(pen, plane, series, part);
  }

  private static void part(
      FigureCanvas pen, PlotArea plane, int series, List<SeriesFigure.SeriesPoint> points) {
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
    for (SeriesFigure.SeriesPoint point : points.reversed()) {
      Point2D at = end(plane, point.x(), point.high());
      band.lineTo(at.getX(), at.getY());
    }
    band.closePath();
    pen.fill(band, SeriesLineDrawing.band(series));
  }

  /** An interval that reaches beyond the axis ends there; also one to 0 or infinity. */
  private static Point2D end(PlotArea plane, double x, double y) {
    Point2D at = plane.toPixels(x, y);
    double lowest = plane.area().getMaxY() + 5;
    double bounded =
        Double.isNaN(at.getY())
            ? lowest
            : Math.clamp(at.getY(), plane.area().getMinY() - 5, lowest);
    return new Point2D.Double(at.getX(), bounded);
  }

  private static void marks(
      FigureCanvas pen, PlotArea plane, int series, List<SeriesFigure.SeriesPoint> points) {
    for (SeriesFigure.SeriesPoint point : points) {
      Point2D at = plane.toPixels(point.x(), point.y());
      if (!Double.isFinite(at.getX()) || !Double.isFinite(at.getY())) {
        continue;
      }
      if (point.low() < point.high()) {
        Point2D low = end(plane, point.x(), point.low());
        Point2D high = end(plane, point.x(), point.high());
        pen.draw(
            new Line2D.Double(low, high), FigurePalette.color(series), FigurePalette.stroke(1.4f));
        for (Point2D cap : List.of(low, high)) {
          pen.draw(
              new Line2D.Double(cap.getX() - 4, cap.getY(), cap.getX() + 4, cap.getY()),
              FigurePalette.color(series),
              FigurePalette.stroke(1.4f));
        }
      }
      pen.marker(FigurePalette.marker(series), at, FigurePalette.color(series), true);
    }
  }
}

package org.medchain.study.figure.drawing;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.CountDensityFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;

/** Draws a {@link CountDensityFigure}. */
final class CountDensityDrawing {
  private static final double BODY = 380;
  private static final int MOST_BARS = 60;

  private CountDensityDrawing() {}

  static String draw(CountDensityFigure figure) {
    List<CountDensityFigure.CountDensity> densities = figure.densities();
    boolean bars = densities.size() == 1 && densities.getFirst().masses().size() <= MOST_BARS + 1;
    FigureLegend legend = new FigureLegend();
    for (int k = 0; k < densities.size(); k++) {
      int series = k;
      if (bars) {
        legend.addNote(densities.get(k).name());
      } else {
        legend.add(
            densities.get(k).name(),
            (pen, middle) -> SeriesLineDrawing.sample(pen, series, middle));
      }
    }
    FigureFrame sheet = new FigureFrame(figure.heading(), legend, BODY);
    FigureCanvas pen = sheet.pen();
    int size = densities.stream().mapToInt(d -> d.masses().size()).max().orElse(2) - 1;
    FigureAxis counts = FigureAxis.between(figure.x().label(), -0.6, Math.max(1, size) + 0.6);
    Scale x = FittedScale.of(counts, DoubleStream.empty());
    Scale y = FittedScale.of(figure.y(), heights(figure));
    PlotArea plane = PlotArea.draw(pen, sheet.drawingArea(), counts, x, figure.y(), y);
    pen.withClip(
        plane.area(),
        () -> {
          for (int k = 0; k < densities.size(); k++) {
            if (bars) {
              bars(pen, plane, densities.get(k).masses());
            } else {
              curve(pen, plane, k, densities.get(k).masses());
            }
          }
        });
    return sheet.svg();
  }

  /** From 0 on a linear axis, since areas are compared. */
  private static DoubleStream heights(CountDensityFigure figure) {
    return DoubleStream.concat(
        DoubleStream.of(0),
        figure.densities().stream()
            .flatMapToDouble(d -> d.masses().stream().mapToDouble(Double::doubleValue)));
  }

  private static void bars(FigureCanvas pen, PlotArea plane, List<Double> masses) {
    for (int i = 0; i < masses.size(); i++) {
      Point2D left = plane.toPixels(i - 0.4, masses.get(i));
      Point2D right = plane.toPixels(i + 0.4, masses.get(i));
      double height = plane.area().getMaxY() - left.getY();
      if (height > 0) {
        Shape bar =
            new Rectangle2D.Double(left.getX(), left.getY(), right.getX() - left.getX(), height);
        pen.fill(bar, FigurePalette.BLUE);
      }
    }
  }

  private static void curve(FigureCanvas pen, PlotArea plane, int series, List<Double> masses) {
    List<Point2D> points = new ArrayList<>();
    for (int i = 0; i < masses.size(); i++) {
      points.add(plane.toPixels(i, masses.get(i)));
    }
    if (!plane.y().logarithmic() && !points.isEmpty()) {
      Path2D area = new Path2D.Double();
      area.moveTo(points.getFirst().getX(), plane.area().getMaxY());
      points.forEach(p -> area.lineTo(p.getX(), p.getY()));
      area.lineTo(points.getLast().getX(), plane.area().getMaxY());
      area.closePath();
      pen.fill(area, SeriesLineDrawing.band(series));
    }
    SeriesLineDrawing.line(pen, series, points);
  }
}

package org.medchain.study.figure.drawing;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.GradientFigure;
import org.medchain.study.figure.PlanePoint;

/** Draws a {@link GradientFigure}: the curve, and on its zero line the rest points and arrows. */
final class GradientDrawing {
  private static final double BODY = 400;

  private GradientDrawing() {}

  static String draw(GradientFigure figure) {
    FigureLegend legend =
        new FigureLegend()
            .addRestPoints(
                figure.restPoints().stream().map(GradientFigure.GradientRestPoint::stability));
    FigureFrame sheet = new FigureFrame(figure.heading(), legend, BODY);
    FigureCanvas pen = sheet.pen();
    Scale x = FittedScale.of(figure.x(), DoubleStream.of(0, 1));
    Scale y = FittedScale.of(figure.y(), heights(figure));
    PlotArea plane = PlotArea.draw(pen, sheet.drawingArea(), figure.x(), x, figure.y(), y);
    Point2D zero = plane.toPixels(x.low(), 0);
    pen.draw(
        new Line2D.Double(zero, new Point2D.Double(plane.area().getMaxX(), zero.getY())),
        FigurePalette.MUTED,
        FigurePalette.stroke(1.2f));
    pen.withClip(
        plane.area(),
        () ->
            pen.line(
                plane.toPixels(figure.curve()), FigurePalette.INK, FigurePalette.stroke(2.2f)));
    directions(figure).forEach(arrow -> arrow(pen, plane, arrow));
    figure
        .restPoints()
        .forEach(
            r -> RestPointMarkers.drawRestPoint(pen, r.stability(), plane.toPixels(r.share(), 0)));
    return sheet.svg();
  }

  /** With 0, because the figure shows the sign, and with room on both sides of it. */
  private static DoubleStream heights(GradientFigure figure) {
    double[] heights = figure.curve().stream().mapToDouble(PlanePoint::y).toArray();
    double most = DoubleStream.of(heights).map(Math::abs).filter(Double::isFinite).max().orElse(1);
    double room = 0.12 * (most > 0 ? most : 1);
    return DoubleStream.concat(DoubleStream.of(heights), DoubleStream.of(-room, room));
  }

  /** An arrow on the axis: its place, and the sign of the change there. */
  record SelectionArrow(double share, double sign) {}

  /** In the middle between neighbouring rest points, where the curve has a sign. */
  static List<SelectionArrow> directions(GradientFigure figure) {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(0, 1),
                figure.restPoints().stream().mapToDouble(GradientFigure.GradientRestPoint::share))
            .sorted()
            .distinct()
            .toArray();
    List<SelectionArrow> directions = new ArrayList<>();
    for (int i = 1; i < ends.length; i++) {
      double middle = (ends[i - 1] + ends[i]) / 2;
      double value = value(figure.curve(), middle);
      if (value != 0 && Double.isFinite(value)) {
        directions.add(new SelectionArrow(middle, Math.signum(value)));
      }
    }
    return directions;
  }

  private static double value(List<PlanePoint> curve, double at) {
    for (int i = 1; i < curve.size(); i++) {
      PlanePoint a = curve.get(i - 1);
      PlanePoint b = curve.get(i);
      if (a.x() <= at && at <= b.x()) {
        return a.y() + (b.y() - a.y()) * (at - a.x()) / (b.x() - a.x());
      }
    }
    return Double.NaN;
  }

  private static void arrow(FigureCanvas pen, PlotArea plane, SelectionArrow direction) {
    Point2D middle = plane.toPixels(direction.share(), 0);
    double dx = 13 * direction.sign();
    List<Point2D> ends =
        Stream.of(-dx, dx)
            .<Point2D>map(d -> new Point2D.Double(middle.getX() + d, middle.getY()))
            .toList();
    pen.arrow(ends.getFirst(), ends.getLast(), FigurePalette.INK, 2.4f, 13);
  }
}

package org.medchain.study.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws a {@link GradientFigure}: the curve, and on its zero line the rest points and arrows. */
final class GradientDrawing {
  private static final double BODY = 400;

  private GradientDrawing() {}

  static String draw(GradientFigure figure) {
    Legend legend = new Legend().rests(figure.rests().stream().map(GradientFigure.Rest::stability));
    Sheet sheet = new Sheet(figure.heading(), legend, BODY);
    Pen pen = sheet.pen();
    Scale x = Scale.of(figure.x(), DoubleStream.of(0, 1));
    Scale y = Scale.of(figure.y(), heights(figure));
    Plane plane = Plane.draw(pen, sheet.body(), figure.x(), x, figure.y(), y);
    Point2D zero = plane.at(x.low(), 0);
    pen.draw(
        new Line2D.Double(zero, new Point2D.Double(plane.area().getMaxX(), zero.getY())),
        Looks.FAINT,
        Looks.stroke(1.2f));
    pen.inside(
        plane.area(), () -> pen.line(plane.at(figure.curve()), Looks.INK, Looks.stroke(2.2f)));
    directions(figure).forEach(arrow -> arrow(pen, plane, arrow));
    figure.rests().forEach(r -> Marks.rest(pen, r.stability(), plane.at(r.share(), 0)));
    return sheet.svg();
  }

  /** With 0, because the sign is what the figure is about, and with room on both sides of it. */
  private static DoubleStream heights(GradientFigure figure) {
    double[] heights = figure.curve().stream().mapToDouble(Place::y).toArray();
    double most = DoubleStream.of(heights).map(Math::abs).filter(Double::isFinite).max().orElse(1);
    double room = 0.12 * (most > 0 ? most : 1);
    return DoubleStream.concat(DoubleStream.of(heights), DoubleStream.of(-room, room));
  }

  /** An arrow on the axis: its place, and the sign of the change there. */
  record Direction(double share, double sign) {}

  /** In the middle between neighbouring rest points, where the curve tells a sign. */
  static List<Direction> directions(GradientFigure figure) {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(0, 1),
                figure.rests().stream().mapToDouble(GradientFigure.Rest::share))
            .sorted()
            .distinct()
            .toArray();
    List<Direction> directions = new ArrayList<>();
    for (int i = 1; i < ends.length; i++) {
      double middle = (ends[i - 1] + ends[i]) / 2;
      double value = value(figure.curve(), middle);
      if (value != 0 && Double.isFinite(value)) {
        directions.add(new Direction(middle, Math.signum(value)));
      }
    }
    return directions;
  }

  private static double value(List<Place> curve, double at) {
    for (int i = 1; i < curve.size(); i++) {
      Place a = curve.get(i - 1);
      Place b = curve.get(i);
      if (a.x() <= at && at <= b.x()) {
        return a.y() + (b.y() - a.y()) * (at - a.x()) / (b.x() - a.x());
      }
    }
    return Double.NaN;
  }

  private static void arrow(Pen pen, Plane plane, Direction direction) {
    Point2D middle = plane.at(direction.share(), 0);
    double dx = 13 * direction.sign();
    List<Point2D> ends =
        Stream.of(-dx, dx)
            .<Point2D>map(d -> new Point2D.Double(middle.getX() + d, middle.getY()))
            .toList();
    pen.arrow(ends.getFirst(), ends.getLast(), Looks.INK, 2.4f, 13);
  }
}

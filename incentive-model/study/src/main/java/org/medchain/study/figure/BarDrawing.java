package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws a {@link BarFigure}: lying bars, so that long names stand level beside them. */
final class BarDrawing {
  private static final double ROW = 17;
  private static final double GAP = 14;

  private BarDrawing() {}

  static String draw(BarFigure figure) {
    int groups = Math.max(1, figure.groups().size());
    int categories = figure.categories().size();
    double band = groups * ROW + GAP;
    double body = Math.max(1, categories) * band + Plane.TOP + Plane.BOTTOM;
    Sheet sheet = new Sheet(figure.heading(), legend(figure), body);
    Pen pen = sheet.pen();
    Scale x =
        Scale.of(
            figure.axis(),
            DoubleStream.concat(
                DoubleStream.of(0),
                figure.groups().stream()
                    .flatMap(g -> g.bars().stream())
                    .filter(b -> !Double.isNaN(b.value()))
                    .flatMapToDouble(b -> DoubleStream.of(b.low(), b.value(), b.high()))));
    // The first category is on top.
    Scale y = new Scale(false, -Math.max(1, categories) + 0.5, 0.5);
    List<Scale.Tick> names = new ArrayList<>();
    for (int i = 0; i < categories; i++) {
      names.add(new Scale.Tick(-i, figure.categories().get(i)));
    }
    Plane plane = Plane.draw(pen, sheet.body(), figure.axis().label(), x, "", y, names);
    for (int k = 0; k < figure.groups().size(); k++) {
      for (int i = 0; i < categories; i++) {
        double middle = plane.at(0, -i).getY() + (k - (groups - 1) / 2.0) * ROW;
        bar(pen, plane, k, figure.groups().get(k).bars().get(i), middle);
      }
    }
    return sheet.svg();
  }

  private static Legend legend(BarFigure figure) {
    Legend legend = new Legend();
    for (int k = 0; k < figure.groups().size(); k++) {
      int group = k;
      legend.add(
          figure.groups().get(k).name(),
          (pen, at) ->
              box(pen, group, new Rectangle2D.Double(at.getX() - 16, at.getY() - 7, 32, 14)));
    }
    return legend.note(figure.interval());
  }

  /** Plain, hatched, dotted …: groups are told apart without colour. */
  private static void box(Pen pen, int group, Rectangle2D box) {
    Hatching.fill(pen, box, group == 0 ? 0 : group);
    if (group == 0) {
      pen.fill(box, Looks.color(0));
    }
    pen.draw(box, Looks.INK, Looks.stroke(0.8f));
  }

  private static void bar(Pen pen, Plane plane, int group, BarFigure.Bar bar, double middle) {
    if (Double.isNaN(bar.value())) {
      return;
    }
    double zero = clamped(plane, plane.x().logarithmic() ? Double.NaN : 0);
    double end = clamped(plane, bar.value());
    if (zero != end) {
      box(
          pen,
          group,
          new Rectangle2D.Double(
              Math.min(zero, end), middle - ROW / 2 + 2, Math.abs(end - zero), ROW - 4));
    }
    if (bar.low() < bar.high()) {
      Point2D low = new Point2D.Double(clamped(plane, bar.low()), middle);
      Point2D high = new Point2D.Double(clamped(plane, bar.high()), middle);
      // White beneath, since the bar may be dark.
      pen.draw(new Line2D.Double(low, high), Color.WHITE, Looks.stroke(3.4f));
      pen.draw(new Line2D.Double(low, high), Looks.INK, Looks.stroke(1.4f));
      for (Point2D cap : List.of(low, high)) {
        pen.draw(
            new Line2D.Double(cap.getX(), middle - 4, cap.getX(), middle + 4),
            Looks.INK,
            Looks.stroke(1.4f));
      }
    }
  }

  private static double clamped(Plane plane, double value) {
    double x = plane.at(value, 0).getX();
    return Double.isNaN(x)
        ? plane.area().getMinX()
        : Math.clamp(x, plane.area().getMinX(), plane.area().getMaxX());
  }
}

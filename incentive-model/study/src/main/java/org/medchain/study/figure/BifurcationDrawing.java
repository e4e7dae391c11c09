package org.medchain.study.figure;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws a {@link BifurcationFigure}. */
final class BifurcationDrawing {
  private static final double BODY = 420;
  private static final double R = 3.2;

  private BifurcationDrawing() {}

  static String draw(BifurcationFigure figure) {
    Sheet sheet = new Sheet(figure.heading(), legend(figure), BODY);
    Pen pen = sheet.pen();
    DoubleStream xs =
        DoubleStream.concat(
            figure.branches().stream().flatMapToDouble(b -> coordinates(b, true)),
            figure.thresholds().stream().mapToDouble(Threshold::at));
    Scale x = Scale.of(figure.x(), xs);
    Scale y =
        Scale.of(
            figure.y(), figure.branches().stream().flatMapToDouble(b -> coordinates(b, false)));
    Plane plane = Plane.draw(pen, sheet.body(), figure.x(), x, figure.y(), y);
    figure.branches().forEach(branch -> branch(pen, plane, branch));
    plane.thresholds(pen, figure.thresholds());
    return sheet.svg();
  }

  private static DoubleStream coordinates(BifurcationFigure.Branch branch, boolean x) {
    return branch.points().stream().mapToDouble(p -> x ? p.x() : p.y());
  }

  private static Legend legend(BifurcationFigure figure) {
    Legend legend = new Legend();
    Arrays.stream(Stability.values())
        .forEach(
            s -> {
              if (occurs(figure, s, false)) {
                legend.line(s.words(), Looks.color(s), Looks.stroke(s, 2.6f));
              }
              if (occurs(figure, s, true)) {
                legend.add(s.words() + " (found singly)", (pen, middle) -> point(pen, s, middle));
              }
            });
    return legend;
  }

  private static boolean occurs(BifurcationFigure figure, Stability stability, boolean discrete) {
    return figure.branches().stream()
        .anyMatch(b -> b.stability() == stability && b.discrete() == discrete);
  }

  private static void branch(Pen pen, Plane plane, BifurcationFigure.Branch branch) {
    List<Point2D> points = plane.at(branch.points());
    if (branch.discrete()) {
      points.stream().filter(plane::shows).forEach(point -> point(pen, branch.stability(), point));
    } else {
      // A little more than the plane: branches lie on its edge.
      pen.inside(
          plane.around(1.5),
          () ->
              pen.line(
                  points, Looks.color(branch.stability()), Looks.stroke(branch.stability(), 2.6f)));
    }
  }

  /** Filled only where stable; the form tells saddles and the undecided apart. */
  private static void point(Pen pen, Stability stability, Point2D at) {
    switch (stability) {
      case STABLE, UNSTABLE, CENTRE ->
          pen.mark(
              new Ellipse2D.Double(-R, -R, 2 * R, 2 * R),
              at,
              Looks.color(stability),
              stability == Stability.STABLE);
      case SADDLE -> pen.mark(Looks.polygon(0, -4, 4, 3, -4, 3), at, Looks.color(stability), true);
      case NEUTRAL ->
          pen.mark(Looks.polygon(0, -4, 4, 0, 0, 4, -4, 0), at, Looks.color(stability), false);
    }
  }
}

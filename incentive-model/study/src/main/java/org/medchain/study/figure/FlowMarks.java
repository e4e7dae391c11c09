package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.game.dynamics.PhasePortrait.FlowArrow;

/** What shows a flow: arrows, longer and darker where it is faster, and trajectories. */
final class FlowMarks {
  /** The palest colours would be lost on white. */
  private static final int PALEST = 20;

  /** Height of the colour bar in pixels. */
  private static final double BAR = 300;

  private FlowMarks() {}

  /** In pixels; of the direction only its angle counts. */
  record DrawnArrow(Point2D at, Point2D direction, double speed) {
    static DrawnArrow of(FlowArrow arrow, Function<double[], Point2D> toPixels) {
      double[] velocity = arrow.velocity();
      // A linear map: velocities are turned as differences of states are.
      Point2D origin = toPixels.apply(new double[velocity.length]);
      Point2D moved = toPixels.apply(velocity);
      return new DrawnArrow(
          toPixels.apply(arrow.state()),
          new Point2D.Double(moved.getX() - origin.getX(), moved.getY() - origin.getY()),
          Math.sqrt(DoubleStream.of(velocity).map(each -> each * each).sum()));
    }
  }

  private static Color color(int level) {
    return ColorRamp.color(
        PALEST + level * (ColorRamp.LEVELS - 1 - PALEST) / (ColorRamp.LEVELS - 1));
  }

  /** From 0 to the fastest; without movement up to 1. */
  private static Scale scale(List<DrawnArrow> arrows) {
    double most = arrows.stream().mapToDouble(DrawnArrow::speed).max().orElse(0);
    return FigureAxis.linear("").fit(DoubleStream.of(0, most > 0 ? most : 1));
  }

  /** Draws arrows centred at their points, their neighbours as many pixels apart. */
  static void arrows(FigureCanvas pen, List<DrawnArrow> arrows, double spacing) {
    Scale scale = scale(arrows);
    for (DrawnArrow arrow : arrows) {
      double norm = arrow.direction().distance(0, 0);
      if (!(norm > 0) || !(arrow.speed() > 0)) {
        continue;
      }
      double share = scale.share(arrow.speed());
      double length = spacing * (0.3 + 0.5 * Math.sqrt(share));
      double dx = arrow.direction().getX() / norm * length / 2;
      double dy = arrow.direction().getY() / norm * length / 2;
      double x = arrow.at().getX();
      double y = arrow.at().getY();
      pen.arrow(
          new Point2D.Double(x - dx, y - dy),
          new Point2D.Double(x + dx, y + dy),
          color(ColorRamp.level(share)),
          1.6f,
          Math.min(7, length * 0.55));
    }
  }

  /** Which colour of an arrow means how much, from this height down. */
  static void bar(FigureCanvas pen, List<DrawnArrow> arrows, double bottom) {
    ColorRamp.bar(pen, bottom - BAR, BAR, scale(arrows), "speed", FlowMarks::color);
  }

  /** A trajectory with a dot where it starts and arrowheads at a third and two thirds. */
  static void trajectory(FigureCanvas pen, List<Point2D> points) {
    pen.line(points, FigurePalette.INK, FigurePalette.stroke(1.5f));
    pen.marker(
        new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4), points.getFirst(), FigurePalette.INK, true);
    double whole = 0;
    for (int i = 1; i < points.size(); i++) {
      whole += points.get(i).distance(points.get(i - 1));
    }
    if (whole > 80) {
      headAt(pen, points, whole * 0.33);
      headAt(pen, points, whole * 0.66);
    } else if (whole > 20) {
      headAt(pen, points, whole * 0.8);
    }
  }

  private static void headAt(FigureCanvas pen, List<Point2D> points, double along) {
    double left = along;
    for (int i = 1; i < points.size(); i++) {
      Point2D from = points.get(i - 1);
      double step = from.distance(points.get(i));
      if (step >= left && step > 0) {
        double share = left / step;
        double dx = points.get(i).getX() - from.getX();
        double dy = points.get(i).getY() - from.getY();
        Point2D tip = new Point2D.Double(from.getX() + share * dx, from.getY() + share * dy);
        pen.arrowHead(tip, Math.atan2(dy, dx), 11, FigurePalette.INK);
        return;
      }
      left -= step;
    }
  }
}

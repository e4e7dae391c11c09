package org.medchain.study.figure;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.List;

/** Marks of rest points, and the direction of trajectories. */
final class Marks {
  private static final double R = 6;
  private static final Shape DISC = new Ellipse2D.Double(-R, -R, 2 * R, 2 * R);

  private Marks() {}

  /**
   * Filled where stable, open where not, half filled for saddles, a ring with a dot for centres, a
   * diamond where undecided.
   */
  static void rest(Pen pen, Stability stability, Point2D at) {
    Color color = Looks.color(stability);
    // A white edge keeps the mark apart from lines that end in it.
    pen.mark(new Ellipse2D.Double(-R - 1.5, -R - 1.5, 2 * R + 3, 2 * R + 3), at, Color.WHITE, true);
    switch (stability) {
      case STABLE -> pen.mark(DISC, at, color, true);
      case UNSTABLE -> pen.mark(DISC, at, color, false);
      case SADDLE -> {
        pen.mark(DISC, at, color, false);
        pen.mark(new Arc2D.Double(-R, -R, 2 * R, 2 * R, 90, 180, Arc2D.CHORD), at, color, true);
      }
      case CENTRE -> {
        pen.mark(DISC, at, color, false);
        pen.mark(new Ellipse2D.Double(-1.5, -1.5, 3, 3), at, color, true);
      }
      case NEUTRAL -> pen.mark(Looks.polygon(0, -R, R, 0, 0, R, -R, 0), at, color, false);
    }
  }

  /** A trajectory with a dot where it starts and arrowheads at a third and two thirds. */
  static void trajectory(Pen pen, List<Point2D> points) {
    if (points.isEmpty()) {
      return;
    }
    pen.line(points, Looks.INK, Looks.stroke(1.5f));
    pen.mark(new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4), points.getFirst(), Looks.INK, true);
    double whole = length(points);
    if (whole > 80) {
      headAt(pen, points, whole * 0.33);
      headAt(pen, points, whole * 0.66);
    } else if (whole > 20) {
      headAt(pen, points, whole * 0.8);
    }
  }

  private static double length(List<Point2D> points) {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      sum += points.get(i).distance(points.get(i - 1));
    }
    return sum;
  }

  private static void headAt(Pen pen, List<Point2D> points, double along) {
    double left = along;
    for (int i = 1; i < points.size(); i++) {
      Point2D from = points.get(i - 1);
      Point2D to = points.get(i);
      double step = from.distance(to);
      if (step >= left && step > 0) {
        double share = left / step;
        double dx = to.getX() - from.getX();
        double dy = to.getY() - from.getY();
        Point2D tip = new Point2D.Double(from.getX() + share * dx, from.getY() + share * dy);
        pen.head(tip, Math.atan2(dy, dx), 11, Looks.INK);
        return;
      }
      left -= step;
    }
  }
}

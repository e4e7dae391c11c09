package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.List;
import org.medchain.experiments.drawing.Palette;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.StabilityClass;

/** Marks of rest points, and the direction of trajectories. */
final class RestPointMarkers {
  private static final double R = 6;
  private static final Shape DISC = new Ellipse2D.Double(-R, -R, 2 * R, 2 * R);

  private RestPointMarkers() {}

  /**
   * Filled where stable, open where not, half filled for saddles, a ring with a dot for centres, a
   * diamond where undecided.
   */
  static void drawRestPoint(FigureCanvas pen, StabilityClass stability, Point2D at) {
    Color color = FigurePalette.color(stability);
    // A white edge keeps the mark apart from lines that end in it.
    pen.marker(
        new Ellipse2D.Double(-R - 1.5, -R - 1.5, 2 * R + 3, 2 * R + 3), at, Color.WHITE, true);
    switch (stability) {
      case STABLE -> pen.marker(DISC, at, color, true);
      case UNSTABLE -> pen.marker(DISC, at, color, false);
      case SADDLE -> {
        pen.marker(DISC, at, color, false);
        pen.marker(new Arc2D.Double(-R, -R, 2 * R, 2 * R, 90, 180, Arc2D.CHORD), at, color, true);
      }
      case CENTRE -> {
        pen.marker(DISC, at, color, false);
        pen.marker(new Ellipse2D.Double(-1.5, -1.5, 3, 3), at, color, true);
      }
      case NEUTRAL -> pen.marker(Palette.polygon(0, -R, R, 0, 0, R, -R, 0), at, color, false);
    }
  }

  /** A trajectory with a dot where it starts and arrowheads at a third and two thirds. */
  static void drawTrajectory(FigureCanvas pen, List<Point2D> points) {
    if (points.isEmpty()) {
      return;
    }
    pen.line(points, FigurePalette.INK, FigurePalette.stroke(1.5f));
    pen.marker(
        new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4), points.getFirst(), FigurePalette.INK, true);
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

  private static void headAt(FigureCanvas pen, List<Point2D> points, double along) {
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
        pen.arrowHead(tip, Math.atan2(dy, dx), 11, FigurePalette.INK);
        return;
      }
      left -= step;
    }
  }
}

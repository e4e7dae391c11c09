package org.medchain.study.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import org.medchain.experiments.drawing.Palette;
import org.medchain.game.dynamics.LinearStability;

/** What becomes of small deviations from a rest point, and how it is drawn. */
enum StabilityClass {
  /** They vanish. */
  STABLE("stable", FigurePalette.BLUE),
  /** They grow in every direction. */
  UNSTABLE("unstable", FigurePalette.VERMILION, 9, 5),
  /** They grow in some directions and vanish in others; dotted. */
  SADDLE("saddle", FigurePalette.PURPLE),
  /** They keep circling. */
  CENTRE("centre", FigurePalette.GREEN, 10, 4, 2, 4),
  /** Neutral, or undecided by linearisation. */
  NEUTRAL("neutral or undecided", FigurePalette.MUTED, 4, 3);

  private static final double R = 6;
  private static final Shape DISC = new Ellipse2D.Double(-R, -R, 2 * R, 2 * R);

  final String label;
  final Color color;
  private final float[] dashes;

  StabilityClass(String label, Color color, float... dashes) {
    this.label = label;
    this.color = color;
    this.dashes = dashes;
  }

  static StabilityClass of(LinearStability stability) {
    return switch (stability) {
      case STABLE_NODE, STABLE_FOCUS -> STABLE;
      case UNSTABLE_NODE, UNSTABLE_FOCUS -> UNSTABLE;
      case SADDLE -> SADDLE;
      case CENTRE -> CENTRE;
      case MARGINAL, NOT_DIFFERENTIABLE -> NEUTRAL;
    };
  }

  /** Solid where stable, dashed where not, dotted for saddles. */
  BasicStroke stroke(float width) {
    return switch (this) {
      case STABLE -> Palette.stroke(width);
      case SADDLE -> Palette.dashed(width, width, 1.6f * width + 1);
      default -> Palette.dashed(width, dashes);
    };
  }

  /**
   * A rest point: filled where stable, open where not, half filled for saddles, a ring with a dot
   * for centres, a diamond where undecided.
   */
  void mark(FigureCanvas pen, Point2D at) {
    // A white edge keeps the mark apart from lines that end in it.
    pen.marker(
        new Ellipse2D.Double(-R - 1.5, -R - 1.5, 2 * R + 3, 2 * R + 3), at, Color.WHITE, true);
    pen.marker(
        this == NEUTRAL ? Palette.polygon(0, -R, R, 0, 0, R, -R, 0) : DISC,
        at,
        color,
        this == STABLE);
    if (this == SADDLE) {
      pen.marker(new Arc2D.Double(-R, -R, 2 * R, 2 * R, 90, 180, Arc2D.CHORD), at, color, true);
    } else if (this == CENTRE) {
      pen.marker(new Ellipse2D.Double(-1.5, -1.5, 3, 3), at, color, true);
    }
  }
}

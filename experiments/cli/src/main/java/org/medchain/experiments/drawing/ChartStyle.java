package org.medchain.experiments.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.medchain.experiments.drawing.ResultFigure.Kind;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;

/**
 * Colours, lines and markers. The two colours are distinguishable with every kind of colour
 * blindness (Okabe and Ito 2008); the marker's form distinguishes the protocols without colours.
 */
public final class ChartStyle {
  static final Color FAINT_COLOR = new Color(0x6B7680);

  /** Dark enough to be seen on paper, light enough for lines on it. */
  static final Color SHADE = new Color(0xDDE1E6);

  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);

  static final BasicStroke THIN = new BasicStroke(1);
  static final BasicStroke SOLID = Palette.stroke(2);
  static final BasicStroke DASHED = Palette.dashed(2, 6, 4);

  private static final BasicStroke THIN_DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 3}, 0);

  private static final double RADIUS = 4;

  private ChartStyle() {}

  static Color color(String protocol) {
    return switch (protocol) {
      case "sealed" -> Palette.GREEN;
      case "pbft", "simulation" -> Palette.BLUE;
      default -> Palette.VERMILION;
    };
  }

  public static String name(String protocol) {
    return switch (protocol) {
      case "pbft" -> "PBFT";
      case "sealed" -> "sealed PBFT";
      case "simulation", "cluster" -> protocol;
      default -> "PoW";
    };
  }

  static BasicStroke stroke(ResultLine line) {
    if (line.kind() == Kind.CURVE) {
      return line.dashed() ? THIN_DASHED : THIN;
    }
    return line.dashed() ? DASHED : SOLID;
  }

  static Shape marker(String protocol) {
    double d = 2 * RADIUS;
    return switch (protocol) {
      case "pbft", "simulation" -> new Ellipse2D.Double(-RADIUS, -RADIUS, d, d);
      case "sealed" -> Palette.polygon(0, -RADIUS - 1, RADIUS + 1, RADIUS, -RADIUS - 1, RADIUS);
      default -> new Rectangle2D.Double(-RADIUS + 0.5, -RADIUS + 0.5, d - 1, d - 1);
    };
  }

  /** Around a marker whose mean leaves repeats out. */
  static Shape diamond() {
    double r = 2 * RADIUS;
    return Palette.polygon(0, -r, r, 0, 0, r, -r, 0);
  }

  /**
   * At the end of a bar: it reaches further than the axis.
   *
   * @param down 1 at its lower end, -1 at its upper one
   */
  static Shape arrow(int down) {
    return Palette.polygon(-4, -4 * down, 4, -4 * down, 0, 4 * down);
  }

  /** In place of a value: it would be that of another promise. */
  private static Shape unequal() {
    Area sign = new Area(new Rectangle2D.Double(-5.5, -3, 11, 2));
    sign.add(new Area(new Rectangle2D.Double(-5.5, 1.5, 11, 2)));
    Area slash = new Area(new Rectangle2D.Double(-1, -6.5, 2, 13));
    sign.add(Palette.turned(slash, Math.PI / 6));
    return sign;
  }

  /** In place of a value: nodes disagreed on what was final. */
  private static Shape torn() {
    Area halves = new Area(new Rectangle2D.Double(-5.5, -4.5, 4, 9));
    halves.add(new Area(new Rectangle2D.Double(1.5, -4.5, 4, 9)));
    return halves;
  }

  /** The sign in place of a value. */
  static Shape absence(MissingValueReason why) {
    return switch (why) {
      case NOTHING_FINAL -> Palette.turned(Palette.cross(2), Math.PI / 4);
      case UNEQUAL -> unequal();
      case DISAGREED -> torn();
      case UNSTEADY -> new Ellipse2D.Double(-5, -5, 10, 10);
      case UNREACHED -> Palette.polygon(0, -5, 5, 4, -5, 4);
    };
  }
}

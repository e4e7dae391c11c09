package org.medchain.experiments.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Colours, lines and markers. The two colours are told apart with every kind of colour blindness
 * (Okabe and Ito 2008); the marker's form tells the protocols apart without any colour.
 */
public final class ChartStyle {
  static final Color TEXT_COLOR = new Color(0x1F2933);
  static final Color FAINT_COLOR = new Color(0x6B7680);
  static final Color GRID = new Color(0xE4E7EB);
  static final Color STRIP = new Color(0xF3F4F6);
  static final Color PBFT = new Color(0x0072B2);
  static final Color POW = new Color(0xD55E00);
  static final Color SEALED = new Color(0x009E73);

  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);

  static final BasicStroke THIN = new BasicStroke(1);
  static final BasicStroke SOLID =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final BasicStroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);

  private static final double RADIUS = 4;

  private ChartStyle() {}

  static Color color(String protocol) {
    return switch (protocol) {
      case "pbft" -> PBFT;
      case "sealed" -> SEALED;
      case "simulation" -> PBFT;
      default -> POW;
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

  static BasicStroke stroke(boolean dashed) {
    return dashed ? DASHED : SOLID;
  }

  static Shape marker(String protocol) {
    double d = 2 * RADIUS;
    return switch (protocol) {
      case "pbft", "simulation" -> new Ellipse2D.Double(-RADIUS, -RADIUS, d, d);
      case "sealed" -> polygon(0, -RADIUS - 1, RADIUS + 1, RADIUS, -RADIUS - 1, RADIUS);
      default -> new Rectangle2D.Double(-RADIUS + 0.5, -RADIUS + 0.5, d - 1, d - 1);
    };
  }

  /** Around a marker whose mean leaves repeats out. */
  static Shape diamond() {
    double r = 2 * RADIUS;
    return polygon(0, -r, r, 0, 0, r, -r, 0);
  }

  /** In place of a value: nothing became final. */
  static Shape cross() {
    Area cross = new Area(new Rectangle2D.Double(-1, -5.5, 2, 11));
    cross.add(new Area(new Rectangle2D.Double(-5.5, -1, 11, 2)));
    return cross.createTransformedArea(AffineTransform.getRotateInstance(Math.PI / 4));
  }

  /** In place of a value: too many requests never became final. */
  static Shape triangle() {
    return polygon(0, -5, 5, 4, -5, 4);
  }

  /** In place of a value: it would be that of another promise. */
  static Shape unequal() {
    Area sign = new Area(new Rectangle2D.Double(-5.5, -3, 11, 2));
    sign.add(new Area(new Rectangle2D.Double(-5.5, 1.5, 11, 2)));
    Area slash = new Area(new Rectangle2D.Double(-1, -6.5, 2, 13));
    sign.add(slash.createTransformedArea(AffineTransform.getRotateInstance(Math.PI / 6)));
    return sign;
  }

  /** In place of a value: there is no steady state. */
  static Shape ring() {
    return new Ellipse2D.Double(-5, -5, 10, 10);
  }

  /** What stands in place of a value. */
  static Shape absence(ResultFigure.MissingValueReason why) {
    return switch (why) {
      case NOTHING_FINAL -> cross();
      case UNEQUAL -> unequal();
      case UNSTEADY -> ring();
      case UNREACHED -> triangle();
    };
  }

  private static Shape polygon(double... coordinates) {
    Path2D path = new Path2D.Double();
    path.moveTo(coordinates[0], coordinates[1]);
    for (int i = 2; i < coordinates.length; i += 2) {
      path.lineTo(coordinates[i], coordinates[i + 1]);
    }
    path.closePath();
    return path;
  }
}

package org.medchain.experiments.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Colours, lines and shapes of all figures. The colours are distinguishable with every kind of
 * colour blindness (Okabe and Ito 2008).
 */
public final class Palette {
  /** Of words and frames. */
  public static final Color INK = new Color(0x1F2933);

  /** Of lines behind the drawing. */
  public static final Color GRID = new Color(0xE4E7EB);

  /** Background of highlighted parts. */
  public static final Color TINT = new Color(0xF3F4F6);

  /** Of the first line. */
  public static final Color BLUE = new Color(0x0072B2);

  /** Of the second. */
  public static final Color VERMILION = new Color(0xD55E00);

  /** Of the third. */
  public static final Color GREEN = new Color(0x009E73);

  private Palette() {}

  /** A solid line. */
  public static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** A line of dashes and gaps of these lengths. */
  public static BasicStroke dashed(float width, float... dashes) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }

  /** Between the corners x, y, x, y, … */
  public static Path2D polygon(double... coordinates) {
    Path2D path = new Path2D.Double();
    path.moveTo(coordinates[0], coordinates[1]);
    for (int i = 2; i < coordinates.length; i += 2) {
      path.lineTo(coordinates[i], coordinates[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** An upright cross around the origin, 11 long, whose arms are so thick. */
  public static Area cross(double thickness) {
    Area cross = new Area(new Rectangle2D.Double(-thickness / 2, -5.5, thickness, 11));
    cross.add(new Area(new Rectangle2D.Double(-5.5, -thickness / 2, 11, thickness)));
    return cross;
  }

  /** An area turned around the origin by an angle. */
  public static Area turned(Area area, double angle) {
    return area.createTransformedArea(AffineTransform.getRotateInstance(angle));
  }
}

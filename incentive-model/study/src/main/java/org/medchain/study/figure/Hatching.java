package org.medchain.study.figure;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Hatchings of regions: the first none, the others different without any colour. */
final class Hatching {
  private static final Color LINES = new Color(31, 41, 51, 105);
  private static final double APART = 11;

  private Hatching() {}

  static void fill(FigureCanvas pen, Shape region, int kind) {
    pen.fill(region, FigurePalette.tint(kind));
    if (kind == 0) {
      return;
    }
    Rectangle2D box = region.getBounds2D();
    Path2D lines = new Path2D.Double();
    switch (kind) {
      case 1 -> slanted(lines, box, APART, 1);
      case 2 -> slanted(lines, box, APART, -1);
      case 3 -> dots(lines, box);
      case 4 -> {
        slanted(lines, box, APART * 1.3, 1);
        slanted(lines, box, APART * 1.3, -1);
      }
      case 5 -> level(lines, box);
      case 6 -> upright(lines, box);
      default -> {
        level(lines, box);
        upright(lines, box);
      }
    }
    pen.withClip(region, () -> pen.draw(lines, LINES, FigurePalette.stroke(kind == 3 ? 2 : 0.9f)));
  }

  /** Anchored at the sheet's corner, so that neighbouring boxes of one kind match. */
  private static double first(double from) {
    return Math.floor(from / APART) * APART;
  }

  private static void slanted(Path2D lines, Rectangle2D box, double apart, int sign) {
    double height = box.getHeight();
    double from = Math.floor((box.getMinX() - height) / apart) * apart;
    for (double x = from; x < box.getMaxX() + height; x += apart) {
      lines.moveTo(x, sign > 0 ? box.getMaxY() : box.getMinY());
      lines.lineTo(x + height, sign > 0 ? box.getMinY() : box.getMaxY());
    }
  }

  private static void level(Path2D lines, Rectangle2D box) {
    for (double y = first(box.getMinY()); y < box.getMaxY(); y += APART) {
      lines.moveTo(box.getMinX(), y);
      lines.lineTo(box.getMaxX(), y);
    }
  }

  private static void upright(Path2D lines, Rectangle2D box) {
    for (double x = first(box.getMinX()); x < box.getMaxX(); x += APART) {
      lines.moveTo(x, box.getMinY());
      lines.lineTo(x, box.getMaxY());
    }
  }

  private static void dots(Path2D lines, Rectangle2D box) {
    int row = 0;
    for (double y = first(box.getMinY()); y < box.getMaxY() + APART; y += APART) {
      for (double x = first(box.getMinX()); x < box.getMaxX() + APART; x += APART) {
        double shift = row % 2 * APART / 2;
        lines.moveTo(x + shift, y);
        // A line with round ends and next to no length is a dot.
        lines.lineTo(x + shift + 0.01, y);
      }
      row++;
    }
  }
}

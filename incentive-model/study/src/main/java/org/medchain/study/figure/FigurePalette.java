package org.medchain.study.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.medchain.experiments.drawing.Palette;

/**
 * Colours, lines and marks of series. The colours are distinguishable with every kind of colour
 * blindness (Okabe and Ito 2008); dashes and marks make the same distinctions without colours.
 */
final class FigurePalette {
  private static final Color[] COLORS = {
    Palette.BLUE,
    Palette.VERMILION,
    Palette.GREEN,
    new Color(0xAA4499),
    new Color(0xC78500),
    new Color(0x3A9BD9),
    Palette.INK,
    new Color(0x7A7F85)
  };

  private static final float[][] DASHES = {
    {}, {8, 4}, {2, 4}, {9, 3, 2, 3}, {14, 4}, {5, 5}, {1, 3}, {12, 3, 2, 3, 2, 3}
  };

  private FigurePalette() {}

  static Color color(int series) {
    return COLORS[series];
  }

  /** The dashes of a series. */
  static BasicStroke dashes(int series) {
    return series == 0 ? Palette.stroke(2) : Palette.dashed(2, DASHES[series]);
  }

  /** The mark of a series, around the origin. */
  static Shape marker(int series) {
    return switch (series) {
      case 0 -> new Ellipse2D.Double(-4, -4, 8, 8);
      case 1 -> new Rectangle2D.Double(-3.5, -3.5, 7, 7);
      case 2 -> Palette.polygon(0, -5, 5, 4, -5, 4);
      case 3 -> Palette.polygon(0, -5.5, 5.5, 0, 0, 5.5, -5.5, 0);
      case 4 -> Palette.polygon(0, 5, 5, -4, -5, -4);
      case 5 -> Palette.turned(Palette.cross(2.6), Math.PI / 4);
      case 6 -> Palette.cross(2.6);
      default -> Palette.polygon(-5, 0, 4, -5, 4, 5);
    };
  }
}

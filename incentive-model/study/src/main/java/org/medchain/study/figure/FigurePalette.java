package org.medchain.study.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.medchain.experiments.drawing.Palette;

/**
 * Colours, lines and marks. The colours are distinguishable with every kind of colour blindness
 * (Okabe and Ito 2008); dashes, marks and hatchings make the same distinctions without colours.
 */
final class FigurePalette {
  static final Color INK = Palette.INK;
  static final Color MUTED = new Color(0x5A6570);
  static final Color GRID = Palette.GRID;

  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);

  static final BasicStroke THIN = stroke(1);

  private static final Color[] COLORS = {
    Palette.BLUE,
    Palette.VERMILION,
    Palette.GREEN,
    new Color(0xAA4499),
    new Color(0xC78500),
    new Color(0x3A9BD9),
    INK,
    new Color(0x7A7F85)
  };

  private static final Color[] TINTS = {
    Palette.TINT,
    new Color(0xBFDDF2),
    new Color(0xF7D9A6),
    new Color(0xB5E0CF),
    new Color(0xF3C3A3),
    new Color(0xE8CBDD),
    new Color(0xF6F1B0),
    new Color(0xCFCFE8)
  };

  private static final float[][] DASHES = {
    {}, {8, 4}, {2, 4}, {9, 3, 2, 3}, {14, 4}, {5, 5}, {1, 3}, {12, 3, 2, 3, 2, 3}
  };

  private FigurePalette() {}

  static Color color(int series) {
    return COLORS[series];
  }

  static Color tint(int region) {
    return TINTS[region];
  }

  /** The dashes of a series or border. */
  static BasicStroke dashes(int series, float width) {
    float[] dashes = DASHES[series % DASHES.length];
    return dashes.length == 0 ? stroke(width) : Palette.dashed(width, dashes);
  }

  static BasicStroke stroke(float width) {
    return Palette.stroke(width);
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

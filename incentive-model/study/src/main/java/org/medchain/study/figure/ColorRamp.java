package org.medchain.study.figure;

import java.awt.Color;
import org.medchain.experiments.drawing.Scale;

/**
 * Colours for numbers, readable with every kind of colour blindness and in grey: light means little
 * or near the middle, dark means much.
 */
public enum ColorRamp {
  /** From light yellow over green to dark blue (ColorBrewer YlGnBu, Harrower and Brewer 2003). */
  SEQUENTIAL(
      0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494, 0x081D58),
  /** From brown over white to purple, white at 0 (ColorBrewer PuOr, Harrower and Brewer 2003). */
  DIVERGING(
      0xB35806, 0xE08214, 0xFDB863, 0xFEE0B6, 0xF7F7F7, 0xD8DAEB, 0xB2ABD2, 0x8073AC, 0x542788);

  /** Colours in use: few enough that neighbouring cells of one colour become one shape. */
  public static final int LEVELS = 64;

  private final int[] anchors;

  ColorRamp(int... anchors) {
    this.anchors = anchors;
  }

  /** The level of a share; what lies outside gets the level of the end. */
  public static int level(double share) {
    return (int) Math.round(Math.clamp(share, 0.0, 1.0) * (LEVELS - 1));
  }

  /** The colour of a level. */
  public Color color(int level) {
    double at = (double) level / (LEVELS - 1) * (anchors.length - 1);
    int below = Math.min((int) at, anchors.length - 2);
    Color from = new Color(anchors[below]);
    Color to = new Color(anchors[below + 1]);
    double share = at - below;
    return new Color(
        mixed(from.getRed(), to.getRed(), share),
        mixed(from.getGreen(), to.getGreen(), share),
        mixed(from.getBlue(), to.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  /** Makes a scale symmetric around 0 where white means 0, unless its ends are given. */
  public Scale fitScale(FigureAxis axis, Scale scale) {
    if (this == SEQUENTIAL || scale.logarithmic() || !Double.isNaN(axis.low())) {
      return scale;
    }
    double end = Math.max(Math.abs(scale.low()), Math.abs(scale.high()));
    return new Scale(false, -end, end);
  }
}

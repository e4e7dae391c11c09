package org.medchain.study.figure;

import java.awt.Color;

/**
 * Colours for numbers, readable with every kind of colour blindness and in grey: light means
 * little, dark means much.
 */
public final class ColorRamp {
  /** Colours in use: few enough that neighbouring cells of one colour become one shape. */
  public static final int LEVELS = 64;

  /** From light yellow over green to dark blue (ColorBrewer YlGnBu, Harrower and Brewer 2003). */
  private static final int[] ANCHORS = {
    0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494, 0x081D58
  };

  private ColorRamp() {}

  /** The level of a share; what lies outside gets the level of the end. */
  public static int level(double share) {
    return (int) Math.round(Math.clamp(share, 0.0, 1.0) * (LEVELS - 1));
  }

  /** The colour of a level. */
  public static Color color(int level) {
    double at = (double) level / (LEVELS - 1) * (ANCHORS.length - 1);
    int below = Math.min((int) at, ANCHORS.length - 2);
    Color from = new Color(ANCHORS[below]);
    Color to = new Color(ANCHORS[below + 1]);
    double share = at - below;
    return new Color(
        mixed(from.getRed(), to.getRed(), share),
        mixed(from.getGreen(), to.getGreen(), share),
        mixed(from.getBlue(), to.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }
}

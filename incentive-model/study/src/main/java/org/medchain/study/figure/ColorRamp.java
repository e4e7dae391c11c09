package org.medchain.study.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;

/**
 * Colours for numbers, readable with every kind of colour blindness and in grey: light means
 * little, dark means much.
 */
final class ColorRamp {
  /** Colours in use: few enough that neighbouring cells of one colour become one shape. */
  static final int LEVELS = 64;

  /** Room that a colour bar needs, with its ticks and label. */
  static final int BAR_WIDTH = 98;

  /** From light yellow over green to dark blue (ColorBrewer YlGnBu, Harrower and Brewer 2003). */
  private static final int[] ANCHORS = {
    0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494, 0x081D58
  };

  private static final int BAR = 16;

  private ColorRamp() {}

  /** The level of a share; what lies outside gets the level of the end. */
  static int level(double share) {
    return (int) Math.round(Math.clamp(share, 0.0, 1.0) * (LEVELS - 1));
  }

  /** The colour of a level. */
  static Color color(int level) {
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

  /** Many small shapes of few colours: those of one colour are drawn as one path. */
  static final class Shapes {
    private final Map<Integer, Path2D> paths = new TreeMap<>();

    void add(int level, Shape shape) {
      paths.computeIfAbsent(level, l -> new Path2D.Double()).append(shape, false);
    }

    void draw(FigureCanvas pen, IntFunction<Color> color) {
      paths.forEach(
          (level, path) -> {
            pen.fill(path, color.apply(level));
            // Covers the hairlines that smoothing leaves between neighbours.
            pen.draw(path, color.apply(level), new BasicStroke(0.6f));
          });
    }
  }

  /** Which colour means how much: an upright bar at the right edge, ticks on its right. */
  static void bar(
      FigureCanvas pen,
      double top,
      double height,
      Scale scale,
      String label,
      IntFunction<Color> colors) {
    double left = GameFigure.WIDTH - BAR_WIDTH;
    double step = height / LEVELS;
    // Each reaches down to the bottom under the next, so that no hairline is left between them.
    for (int level = LEVELS - 1; level >= 0; level--) {
      double above = (LEVELS - 1 - level) * step;
      pen.fill(new Rectangle2D.Double(left, top + above, BAR, height - above), colors.apply(level));
    }
    pen.draw(
        new Rectangle2D.Double(left, top, BAR, height), FigurePalette.MUTED, FigurePalette.THIN);
    double right = left + BAR;
    double widest = 0;
    for (Tick tick : AxisTicks.of(scale)) {
      double y = top + height * (1 - (tick.place() - scale.low()) / (scale.high() - scale.low()));
      pen.draw(new Line2D.Double(right, y, right + 4, y), FigurePalette.MUTED, FigurePalette.THIN);
      pen.text(tick.label(), right + 7, y, FigurePalette.SMALL, SvgText.Anchor.START);
      widest = Math.max(widest, FigureCanvas.width(tick.label(), FigurePalette.SMALL));
    }
    double x = Math.min(right + 7 + widest + 12, GameFigure.WIDTH - 9.0);
    pen.rotatedText(label, x, top + height / 2, -Math.PI / 2);
  }
}

package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.function.IntFunction;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;
import org.medchain.study.figure.ColorRamp;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/** Which colour means how much: an upright bar with ticks on its right. */
final class ColorBar {
  /** Room that it needs, with its ticks and label. */
  static final int WIDTH = 98;

  private static final int BAR = 16;

  private ColorBar() {}

  /**
   * Draws it at the right edge of a sheet.
   *
   * @param colors of the levels of a {@link ColorRamp}
   */
  static void draw(
      FigureCanvas pen,
      double top,
      double height,
      Scale scale,
      String label,
      IntFunction<Color> colors) {
    double left = FigureFrame.WIDTH - WIDTH;
    double step = height / ColorRamp.LEVELS;
    // Each reaches down to the bottom under the next, so that no hairline is left between them.
    for (int level = ColorRamp.LEVELS - 1; level >= 0; level--) {
      double above = (ColorRamp.LEVELS - 1 - level) * step;
      pen.fill(new Rectangle2D.Double(left, top + above, BAR, height - above), colors.apply(level));
    }
    pen.draw(
        new Rectangle2D.Double(left, top, BAR, height), FigurePalette.MUTED, FigurePalette.THIN);
    double right = left + BAR;
    double widest = 0;
    for (Tick tick : FittedScale.ticks(scale)) {
      double y = top + height * (1 - (tick.place() - scale.low()) / (scale.high() - scale.low()));
      pen.draw(new Line2D.Double(right, y, right + 4, y), FigurePalette.MUTED, FigurePalette.THIN);
      pen.text(tick.label(), right + 7, y, FigurePalette.SMALL, SvgTextAnchor.START);
      widest = Math.max(widest, pen.width(tick.label(), FigurePalette.SMALL));
    }
    double x = Math.min(right + 7 + widest + 12, FigureFrame.WIDTH - 9.0);
    pen.rotatedText(label, x, top + height / 2, -Math.PI / 2);
  }
}

package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.function.IntFunction;
import org.medchain.study.figure.Words.Anchor;

/** Which colour means how much: an upright bar with ticks on its right. */
final class ColorBar {
  /** Room that it needs, with its ticks and label. */
  static final int WIDTH = 98;

  private static final int BAR = 16;

  private ColorBar() {}

  /**
   * Draws it at the right edge of a sheet.
   *
   * @param colors of the levels of a {@link Ramp}
   */
  static void draw(
      Pen pen, double top, double height, Scale scale, String label, IntFunction<Color> colors) {
    double left = Sheet.WIDTH - WIDTH;
    double step = height / Ramp.LEVELS;
    // Each reaches down to the bottom under the next, so that no hairline is left between them.
    for (int level = Ramp.LEVELS - 1; level >= 0; level--) {
      double above = (Ramp.LEVELS - 1 - level) * step;
      pen.fill(new Rectangle2D.Double(left, top + above, BAR, height - above), colors.apply(level));
    }
    pen.draw(new Rectangle2D.Double(left, top, BAR, height), Looks.FAINT, Looks.THIN);
    double right = left + BAR;
    double widest = 0;
    for (Scale.Tick tick : scale.ticks()) {
      double y = top + height * (1 - (tick.place() - scale.low()) / (scale.high() - scale.low()));
      pen.draw(new Line2D.Double(right, y, right + 4, y), Looks.FAINT, Looks.THIN);
      pen.text(tick.label(), right + 7, y, Looks.SMALL, Anchor.START);
      widest = Math.max(widest, pen.width(tick.label(), Looks.SMALL));
    }
    double x = Math.min(right + 7 + widest + 12, Sheet.WIDTH - 9.0);
    pen.turned(label, x, top + height / 2, -Math.PI / 2);
  }
}

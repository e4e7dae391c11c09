package org.medchain.study.figure.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.medchain.study.figure.AxisScale;
import org.medchain.study.figure.FigurePalette;

/**
 * An axis with given ticks, whose places are its values; its words are left to {@link PlotArea}.
 */
final class FixedTickAxis extends NumberAxis {
  private static final long serialVersionUID = 1;

  private final transient List<AxisScale.AxisTick> ticks;

  FixedTickAxis(double low, double high, List<AxisScale.AxisTick> ticks) {
    this.ticks = ticks;
    setRange(low, high);
    setTickLabelsVisible(false);
    setAxisLineVisible(false);
    setTickMarkPaint(FigurePalette.MUTED);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    return ticks.stream()
        .map(
            tick ->
                new NumberTick(
                    TickType.MAJOR, tick.position(), "", TextAnchor.CENTER, TextAnchor.CENTER, 0))
        .toList();
  }
}

package org.medchain.experiments.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with the ticks of a {@link ChartScale}, whose places are its values. */
final class ScaleAxis extends NumberAxis {
  private static final long serialVersionUID = 1;

  private final transient ChartScale scale;

  ScaleAxis(ChartScale scale) {
    this.scale = scale;
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    TextAnchor anchor =
        RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    return scale.ticks().stream()
        .map(
            tick ->
                new NumberTick(
                    TickType.MAJOR, tick.place(), tick.label(), anchor, TextAnchor.CENTER, 0))
        .toList();
  }
}

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

/** An axis with given ticks, whose places are its values. */
public final class TickAxis extends NumberAxis {
  private static final long serialVersionUID = 1;

  private final transient List<Tick> ticks;

  /** An axis with these ticks; its ends, fonts and colours are still to be set. */
  public TickAxis(List<Tick> ticks) {
    this.ticks = List.copyOf(ticks);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    TextAnchor anchor =
        RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    return ticks.stream()
        .map(
            tick ->
                new NumberTick(
                    TickType.MAJOR, tick.place(), tick.label(), anchor, TextAnchor.CENTER, 0))
        .toList();
  }
}

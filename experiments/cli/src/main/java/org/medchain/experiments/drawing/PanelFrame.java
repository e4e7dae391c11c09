package org.medchain.experiments.drawing;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.svg.SVGGraphics2D;

/** What all panels have in common, axes, grid, margins and paper. */
public final class PanelFrame {
  private PanelFrame() {}

  /** An axis without a line, its range and label still to be set. */
  public static TickAxis axis(List<Tick> ticks) {
    TickAxis axis = new TickAxis(ticks);
    axis.setAxisLineVisible(false);
    axis.setTickMarkPaint(Palette.GRID);
    axis.setTickLabelFont(ChartStyle.SMALL);
    axis.setTickLabelPaint(Palette.INK);
    axis.setLabelFont(ChartStyle.TEXT);
    axis.setLabelPaint(Palette.INK);
    return axis;
  }

  /**
   * A plane with lines across at the ticks of its upright axis.
   *
   * @param left room for the upright axis, in pixels
   * @param bottom room for the other one
   */
  public static XYPlot plot(ValueAxis x, ValueAxis y, int left, int bottom) {
    XYPlot plot = new XYPlot(null, x, y, null);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(Palette.GRID);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(ChartStyle.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(2, 0, 0, 6));
    AxisSpace beside = new AxisSpace();
    beside.setLeft(left);
    plot.setFixedRangeAxisSpace(beside);
    AxisSpace below = new AxisSpace();
    below.setBottom(bottom);
    plot.setFixedDomainAxisSpace(below);
    return plot;
  }

  /** The plane as a chart without title and legend. */
  public static JFreeChart chart(XYPlot plot) {
    JFreeChart chart = new JFreeChart(null, ChartStyle.BOLD, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    return chart;
  }

  /**
   * Where to draw.
   *
   * @param prefix of the identifiers in the file
   */
  public static SVGGraphics2D paper(int width, int height, String prefix) {
    SVGGraphics2D g2 = new SVGGraphics2D(width, height);
    g2.setDefsKeyPrefix(prefix + "-");
    // Hundredths of a pixel are enough, and make the page a third smaller.
    g2.setGeomDoubleConverter(PanelFrame::coordinate);
    g2.setTransformDoubleConverter(PanelFrame::coordinate);
    return g2;
  }

  private static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}

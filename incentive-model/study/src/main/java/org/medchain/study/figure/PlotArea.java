package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;
import org.medchain.experiments.drawing.TickAxis;

/**
 * A plane with drawn axes.
 *
 * @param area where its data are, in pixels
 */
public record PlotArea(Scale x, Scale y, Rectangle2D area) {
  static final int LEFT = 74;
  static final int BOTTOM = 48;
  static final int RIGHT = 18;
  static final int TOP = 18;

  /** Draws the axes in a box. */
  static PlotArea draw(
      FigureCanvas pen, Rectangle2D box, String xLabel, Scale x, String yLabel, Scale y) {
    return draw(pen, box, xLabel, x, yLabel, y, AxisTicks.of(y));
  }

  /** Draws axes, the left margin as wide as the words of the given ticks need. */
  static PlotArea draw(
      FigureCanvas pen,
      Rectangle2D box,
      String xLabel,
      Scale x,
      String yLabel,
      Scale y,
      List<Tick> yTicks) {
    double widest =
        yTicks.stream()
            .mapToDouble(t -> FigureCanvas.width(t.label(), FigurePalette.SMALL))
            .max()
            .orElse(0);
    double left = Math.max(LEFT, widest + (yLabel.isEmpty() ? 20 : 40));
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart(x, y, yTicks, left).draw(pen.g2(), box, info);
    PlotArea plane = new PlotArea(x, y, info.getPlotInfo().getDataArea());
    Rectangle2D area = plane.area();
    for (Tick tick : AxisTicks.of(x)) {
      double at =
          area.getMinX() + (tick.place() - x.low()) / (x.high() - x.low()) * area.getWidth();
      pen.text(tick.label(), at, area.getMaxY() + 15, FigurePalette.SMALL, SvgText.Anchor.MIDDLE);
    }
    for (Tick tick : yTicks) {
      double at =
          area.getMaxY() - (tick.place() - y.low()) / (y.high() - y.low()) * area.getHeight();
      pen.text(tick.label(), area.getMinX() - 9, at, FigurePalette.SMALL, SvgText.Anchor.END);
    }
    pen.text(
        xLabel, area.getCenterX(), area.getMaxY() + 36, FigurePalette.TEXT, SvgText.Anchor.MIDDLE);
    pen.rotatedText(yLabel, area.getMinX() - widest - 24, area.getCenterY(), -Math.PI / 2);
    return plane;
  }

  private static TickAxis axis(Scale scale, List<Tick> ticks) {
    TickAxis axis = new TickAxis(ticks);
    axis.setRange(scale.low(), scale.high());
    axis.setTickLabelsVisible(false);
    axis.setAxisLineVisible(false);
    axis.setTickMarkPaint(FigurePalette.MUTED);
    return axis;
  }

  private static JFreeChart chart(Scale x, Scale y, List<Tick> yTicks, double left) {
    XYPlot plot =
        new XYPlot(
            null,
            axis(x, AxisTicks.of(x)),
            axis(y, yTicks),
            // Without a renderer there would be no grid.
            new XYLineAndShapeRenderer());
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(FigurePalette.MUTED);
    plot.setDomainGridlinePaint(FigurePalette.GRID);
    plot.setDomainGridlineStroke(FigurePalette.THIN);
    plot.setRangeGridlinePaint(FigurePalette.GRID);
    plot.setRangeGridlineStroke(FigurePalette.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(TOP, 0, 0, RIGHT));
    AxisSpace beside = new AxisSpace();
    beside.setLeft(left);
    plot.setFixedRangeAxisSpace(beside);
    AxisSpace below = new AxisSpace();
    below.setBottom(BOTTOM);
    plot.setFixedDomainAxisSpace(below);
    JFreeChart chart = new JFreeChart(null, FigurePalette.BOLD, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    return chart;
  }

  /** In pixels; not a number where a logarithmic axis has no place. */
  Point2D toPixels(double theX, double theY) {
    return new Point2D.Double(
        area.getMinX() + x.share(theX) * area.getWidth(),
        area.getMaxY() - y.share(theY) * area.getHeight());
  }

  /** A line across at a stated value of x, its label above the plane. */
  void threshold(FigureCanvas pen, String label, double value) {
    double at = toPixels(value, Double.NaN).getX();
    pen.draw(
        new Line2D.Double(at, area.getMinY(), at, area.getMaxY()),
        FigurePalette.INK,
        FigurePalette.dashes(5, 1.2f));
    double half = FigureCanvas.width(label, FigurePalette.BOLD) / 2;
    double middle = Math.clamp(at, half + 4, Math.max(half + 4, GameFigure.WIDTH - half - 4));
    pen.label(label, middle, area.getMinY() - 9, FigurePalette.BOLD, SvgText.Anchor.MIDDLE);
  }
}

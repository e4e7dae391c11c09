package org.medchain.study.figure.drawing;

import static java.util.Comparator.comparingDouble;

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
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.PlanePoint;
import org.medchain.study.figure.ThresholdLine;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/**
 * A plane with drawn axes.
 *
 * @param area where its data are, in pixels
 */
record PlotArea(Scale x, Scale y, Rectangle2D area) {
  static final int LEFT = 74;
  static final int BOTTOM = 48;
  static final int RIGHT = 18;
  static final int TOP = 18;

  /** Draws the axes in a box. */
  static PlotArea draw(
      FigureCanvas pen, Rectangle2D box, FigureAxis xAxis, Scale x, FigureAxis yAxis, Scale y) {
    return draw(pen, box, xAxis.label(), x, yAxis.label(), y, FittedScale.ticks(y));
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
        yTicks.stream().mapToDouble(t -> pen.width(t.label(), FigurePalette.SMALL)).max().orElse(0);
    double left = Math.max(LEFT, widest + (yLabel.isEmpty() ? 20 : 40));
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart(x, y, yTicks, left).draw(pen.graphics(), box, info);
    PlotArea plane = new PlotArea(x, y, info.getPlotInfo().getDataArea());
    Rectangle2D area = plane.area();
    for (Tick tick : FittedScale.ticks(x)) {
      double at =
          area.getMinX() + (tick.place() - x.low()) / (x.high() - x.low()) * area.getWidth();
      pen.text(tick.label(), at, area.getMaxY() + 15, FigurePalette.SMALL, SvgTextAnchor.MIDDLE);
    }
    for (Tick tick : yTicks) {
      double at =
          area.getMaxY() - (tick.place() - y.low()) / (y.high() - y.low()) * area.getHeight();
      pen.text(tick.label(), area.getMinX() - 9, at, FigurePalette.SMALL, SvgTextAnchor.END);
    }
    pen.text(
        xLabel, area.getCenterX(), area.getMaxY() + 36, FigurePalette.TEXT, SvgTextAnchor.MIDDLE);
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
            axis(x, FittedScale.ticks(x)),
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

  /** The plane with a margin, in pixels. */
  Rectangle2D paddedArea(double margin) {
    return new Rectangle2D.Double(
        area.getX() - margin,
        area.getY() - margin,
        area.getWidth() + 2 * margin,
        area.getHeight() + 2 * margin);
  }

  /** In pixels; not a number where a logarithmic axis has no place. */
  Point2D toPixels(double theX, double theY) {
    return new Point2D.Double(
        area.getMinX() + x.share(theX) * area.getWidth(),
        area.getMaxY() - y.share(theY) * area.getHeight());
  }

  List<Point2D> toPixels(List<PlanePoint> places) {
    return places.stream().map(place -> toPixels(place.x(), place.y())).toList();
  }

  /** Whether a point in pixels is inside; a point on the edge is. */
  boolean contains(Point2D point) {
    return point.getX() >= area.getMinX() - 0.01
        && point.getX() <= area.getMaxX() + 0.01
        && point.getY() >= area.getMinY() - 0.01
        && point.getY() <= area.getMaxY() + 0.01;
  }

  /**
   * Lines across at stated values, their labels above the plane; where two would overlap, the later
   * one stands lower, inside.
   */
  void thresholds(FigureCanvas pen, List<ThresholdLine> thresholds) {
    double free = Double.NEGATIVE_INFINITY;
    double row = area.getMinY() - 9;
    for (ThresholdLine threshold :
        thresholds.stream().sorted(comparingDouble(ThresholdLine::value)).toList()) {
      double at = toPixels(threshold.value(), Double.NaN).getX();
      // Written so that NaN fails too.
      if (!(at >= area.getMinX() && at <= area.getMaxX())) {
        continue;
      }
      pen.draw(
          new Line2D.Double(at, area.getMinY(), at, area.getMaxY()),
          FigurePalette.INK,
          FigurePalette.dashes(5, 1.2f));
      double half = pen.width(threshold.label(), FigurePalette.BOLD) / 2;
      double middle = Math.clamp(at, half + 4, Math.max(half + 4, FigureFrame.WIDTH - half - 4));
      row = middle - half < free ? row + 18 : area.getMinY() - 9;
      pen.label(threshold.label(), middle, row, FigurePalette.BOLD, SvgTextAnchor.MIDDLE);
      free = middle + half + 6;
    }
  }
}

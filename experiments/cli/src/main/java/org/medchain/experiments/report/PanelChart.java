package org.medchain.experiments.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.medchain.experiments.results.Estimate;

/** One panel of a figure as a chart: lines with error bars, and a strip for what has no value. */
final class PanelChart {
  /** Height of the strip, as a share of the scale's. */
  private static final double STRIP = 0.17;

  /** How far apart the lines of a place are, as a share of the axis. */
  private static final double ASIDE = 0.018;

  static final int LEFT_FIRST = 74;
  static final int LEFT_OTHERS = 14;
  private static final int BOTTOM = 42;

  private final Figure figure;
  private final Scale x;
  private final Scale y;
  private final XYSeriesCollection marks = new XYSeriesCollection();
  private final XYLineAndShapeRenderer markRenderer = new XYLineAndShapeRenderer(false, true);

  private PanelChart(Figure figure, Scale x, Scale y) {
    this.figure = figure;
    this.x = x;
    this.y = y;
  }

  static JFreeChart of(Figure figure, Figure.Panel panel, Scale x, Scale y, boolean first) {
    return new PanelChart(figure, x, y).chart(panel, first);
  }

  private JFreeChart chart(Figure.Panel panel, boolean first) {
    XYPlot plot = new XYPlot(null, domainAxis(), rangeAxis(first), null);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(Looks.GRID);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Looks.GRID);
    plot.setRangeGridlineStroke(Looks.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(2, 0, 0, 6));
    plot.setFixedRangeAxisSpace(space(0, first ? LEFT_FIRST : LEFT_OTHERS));
    plot.setFixedDomainAxisSpace(space(BOTTOM, 0));
    strip(plot);
    List<String> protocols = panel.lines().stream().map(Figure.Line::protocol).distinct().toList();
    lines(plot, panel.lines(), protocols);
    plot.setDataset(1, marks);
    plot.setRenderer(1, markRenderer);
    JFreeChart chart = new JFreeChart(null, Looks.BOLD, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    TextTitle title = new TextTitle(panel.title(), Looks.BOLD);
    title.setPaint(Looks.INK);
    title.setPadding(2, first ? LEFT_FIRST : LEFT_OTHERS, 4, 6);
    chart.setTitle(title);
    return chart;
  }

  private static AxisSpace space(double bottom, double left) {
    AxisSpace space = new AxisSpace();
    space.setBottom(bottom);
    space.setLeft(left);
    return space;
  }

  private ValueAxis domainAxis() {
    ScaleAxis axis = plain(new ScaleAxis(x));
    axis.setLabel(figure.x().label());
    axis.setRange(x.low(), x.high());
    return axis;
  }

  private ValueAxis rangeAxis(boolean first) {
    ScaleAxis axis = plain(new ScaleAxis(y));
    axis.setLabel(first ? figure.y().label() : null);
    axis.setTickLabelsVisible(first);
    double height = (y.high() - y.low()) * STRIP;
    axis.setRange(
        figure.y().missingBelow() ? y.low() - height : y.low(),
        figure.y().missingBelow() ? y.high() : y.high() + height);
    return axis;
  }

  private static ScaleAxis plain(ScaleAxis axis) {
    axis.setAxisLineVisible(false);
    axis.setTickMarkPaint(Looks.GRID);
    axis.setTickLabelFont(Looks.SMALL);
    axis.setTickLabelPaint(Looks.INK);
    axis.setLabelFont(Looks.TEXT);
    axis.setLabelPaint(Looks.INK);
    return axis;
  }

  private void strip(XYPlot plot) {
    double edge = figure.y().missingBelow() ? y.low() : y.high();
    double end = stripPlace(1);
    IntervalMarker strip = new IntervalMarker(Math.min(edge, end), Math.max(edge, end));
    strip.setPaint(Looks.STRIP);
    strip.setAlpha(1);
    plot.addRangeMarker(strip, Layer.BACKGROUND);
  }

  /** A place in the strip, 0 beside the scale and 1 at the outer edge. */
  private double stripPlace(double share) {
    double depth = share * STRIP * (y.high() - y.low());
    return figure.y().missingBelow() ? y.low() - depth : y.high() + depth;
  }

  private void lines(XYPlot plot, List<Figure.Line> lines, List<String> protocols) {
    YIntervalSeriesCollection values = new YIntervalSeriesCollection();
    XYErrorRenderer renderer = new GapRenderer();
    renderer.setDrawXError(false);
    renderer.setErrorStroke(Looks.THIN);
    renderer.setCapLength(5);
    renderer.setDefaultLinesVisible(true);
    renderer.setUseFillPaint(true);
    for (int i = 0; i < lines.size(); i++) {
      Figure.Line line = lines.get(i);
      Color color = Looks.color(line.protocol());
      renderer.setSeriesPaint(i, color);
      renderer.setSeriesFillPaint(i, line.dashed() ? Color.WHITE : color);
      renderer.setSeriesStroke(i, Looks.stroke(line.dashed()));
      renderer.setSeriesOutlineStroke(i, Looks.THIN);
      renderer.setSeriesShape(i, Looks.marker(line.protocol()));
      renderer.setSeriesShapesFilled(i, true);
      renderer.setDrawOutlines(true);
      // Lanes, so that the marks of two protocols at the same place do not cover each other.
      double lane = (protocols.indexOf(line.protocol()) + 0.5) / protocols.size();
      // Side by side, so that error bars do not cover each other either.
      double aside = (i - (lines.size() - 1) / 2.0) * ASIDE * (x.high() - x.low());
      values.addSeries(series(i, line, lane, aside));
    }
    plot.setDataset(0, values);
    plot.setRenderer(0, renderer);
  }

  private YIntervalSeries series(int number, Figure.Line line, double lane, double aside) {
    YIntervalSeries series = new YIntervalSeries(number, false, true);
    for (Figure.Point point : line.points()) {
      double at = x.place(point.x()) + aside;
      Estimate estimate = point.y();
      if (estimate.value().isPresent()) {
        double value = estimate.value().getAsDouble();
        series.add(
            at,
            y.place(value),
            y.place(estimate.low().orElse(value)),
            y.place(estimate.high().orElse(value)));
        if (estimate.partial()) {
          mark(at, y.place(value), Looks.diamond(), line, false);
        }
      } else {
        // Not a number: the line is interrupted here.
        series.add(at, Double.NaN, Double.NaN, Double.NaN);
        absent(point.absence(), at, stripPlace(lane), line);
      }
    }
    return series;
  }

  private void absent(Figure.Absence why, double at, double height, Figure.Line line) {
    switch (why) {
      // The median's sign is full, the outer percentile's hollow.
      case UNREACHED -> mark(at, height, Looks.absence(why), line, !line.dashed());
      case UNSTEADY -> mark(at, height, Looks.absence(why), line, false);
      // One sign for both lines of a protocol.
      case NOTHING_FINAL, UNEQUAL -> {
        if (!line.dashed()) {
          mark(at, height, Looks.absence(why), line, true);
        }
      }
    }
  }

  private void mark(double at, double height, Shape shape, Figure.Line line, boolean filled) {
    int series = marks.getSeriesCount();
    XYSeries point = new XYSeries(series);
    point.add(at, height);
    marks.addSeries(point);
    Color color = Looks.color(line.protocol());
    markRenderer.setSeriesShape(series, shape);
    markRenderer.setSeriesPaint(series, color);
    markRenderer.setSeriesShapesFilled(series, filled);
    markRenderer.setSeriesOutlineStroke(series, Looks.THIN);
  }

  /** Draws nothing where there is no value; the parent class draws an error bar at no place. */
  private static final class GapRenderer extends XYErrorRenderer {
    private static final long serialVersionUID = 1;

    @Override
    public void drawItem(
        Graphics2D g2,
        XYItemRendererState state,
        Rectangle2D dataArea,
        PlotRenderingInfo info,
        XYPlot plot,
        ValueAxis domainAxis,
        ValueAxis rangeAxis,
        XYDataset dataset,
        int series,
        int item,
        CrosshairState crosshair,
        int pass) {
      if (!Double.isNaN(dataset.getYValue(series, item))) {
        super.drawItem(
            g2,
            state,
            dataArea,
            info,
            plot,
            domainAxis,
            rangeAxis,
            dataset,
            series,
            item,
            crosshair,
            pass);
      }
    }
  }
}

package org.medchain.experiments.drawing;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.medchain.experiments.drawing.ResultFigure.Kind;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.RepeatEstimate;

/** One panel of a figure as a chart: lines with error bars, and a strip for missing values. */
record PanelChart(
    ResultFigure figure,
    QuantityScale x,
    QuantityScale y,
    XYSeriesCollection marks,
    XYLineAndShapeRenderer markRenderer) {
  /** Height of the strip, as a share of the scale's. */
  private static final double STRIP = 0.17;

  /** How far apart the lines of a place are, as a share of the axis. */
  private static final double LANE_OFFSET = 0.018;

  static final int LEFT_FIRST = 74;
  static final int LEFT_OTHERS = 14;
  private static final int BOTTOM = 42;

  static JFreeChart of(
      ResultFigure figure, ResultPanel panel, QuantityScale x, QuantityScale y, boolean first) {
    XYLineAndShapeRenderer marks = new XYLineAndShapeRenderer(false, true);
    return new PanelChart(figure, x, y, new XYSeriesCollection(), marks).chart(panel, first);
  }

  private JFreeChart chart(ResultPanel panel, boolean first) {
    XYPlot plot = PanelFrame.plot(domainAxis(panel), rangeAxis(first));
    AxisSpace beside = new AxisSpace();
    beside.setLeft(first ? LEFT_FIRST : LEFT_OTHERS);
    plot.setFixedRangeAxisSpace(beside);
    AxisSpace below = new AxisSpace();
    below.setBottom(BOTTOM);
    plot.setFixedDomainAxisSpace(below);
    panel.shadedFrom().ifPresent(from -> shade(plot, from));
    strip(plot);
    List<String> protocols = panel.lines().stream().map(ResultLine::protocol).distinct().toList();
    lines(plot, panel.lines(), protocols);
    plot.setDataset(1, marks);
    plot.setRenderer(1, markRenderer);
    JFreeChart chart = PanelFrame.chart(plot);
    TextTitle title = new TextTitle(panel.title(), ChartStyle.BOLD);
    title.setPaint(Palette.INK);
    title.setPadding(2, first ? LEFT_FIRST : LEFT_OTHERS, 4, 6);
    chart.setTitle(title);
    return chart;
  }

  private ValueAxis domainAxis(ResultPanel panel) {
    TickAxis axis =
        PanelFrame.styled(new TickAxis(panel.ticks().isEmpty() ? x.ticks() : panel.ticks()));
    axis.setLabel(figure.label());
    axis.setRange(x.low(), x.high());
    return axis;
  }

  private ValueAxis rangeAxis(boolean first) {
    TickAxis axis = PanelFrame.styled(new TickAxis(y.ticks()));
    axis.setLabel(first ? figure.y().label() : null);
    axis.setTickLabelsVisible(first);
    double height = (y.high() - y.low()) * STRIP;
    axis.setRange(
        figure.y().drawsMissingBelow() ? y.low() - height : y.low(),
        figure.y().drawsMissingBelow() ? y.high() : y.high() + height);
    return axis;
  }

  private void shade(XYPlot plot, double from) {
    IntervalMarker shade = new IntervalMarker(x.place(from), x.high());
    shade.setPaint(ChartStyle.SHADE);
    shade.setAlpha(1);
    plot.addDomainMarker(shade, Layer.BACKGROUND);
  }

  private void strip(XYPlot plot) {
    double edge = figure.y().drawsMissingBelow() ? y.low() : y.high();
    double end = stripPlace(1);
    IntervalMarker strip = new IntervalMarker(Math.min(edge, end), Math.max(edge, end));
    strip.setPaint(Palette.TINT);
    strip.setAlpha(1);
    plot.addRangeMarker(strip, Layer.BACKGROUND);
  }

  /** A place in the strip, 0 beside the scale and 1 at the outer edge. */
  private double stripPlace(double share) {
    double depth = share * STRIP * (y.high() - y.low());
    return figure.y().drawsMissingBelow() ? y.low() - depth : y.high() + depth;
  }

  private void lines(XYPlot plot, List<ResultLine> lines, List<String> protocols) {
    YIntervalSeriesCollection values = new YIntervalSeriesCollection();
    ErrorBars renderer = new ErrorBars(ChartStyle.THIN, false, true);
    renderer.setDefaultLinesVisible(true);
    renderer.setUseFillPaint(true);
    List<ResultLine> drawn = lines.stream().filter(line -> line.kind() != Kind.CURVE).toList();
    for (int i = 0; i < drawn.size(); i++) {
      ResultLine line = drawn.get(i);
      Color color = ChartStyle.color(line.protocol());
      renderer.setSeriesPaint(i, color);
      renderer.setSeriesFillPaint(i, line.dashed() ? Color.WHITE : color);
      renderer.setSeriesStroke(i, ChartStyle.stroke(line));
      renderer.setSeriesLinesVisible(i, line.kind() != Kind.POINTS);
      renderer.setSeriesOutlineStroke(i, ChartStyle.THIN);
      renderer.setSeriesShape(i, ChartStyle.marker(line.protocol()));
      renderer.setSeriesShapesFilled(i, true);
      renderer.setDrawOutlines(true);
      // Lanes, so that the marks of two protocols at the same place do not cover each other.
      double lane = (protocols.indexOf(line.protocol()) + 0.5) / protocols.size();
      // Side by side, so that error bars do not cover each other either.
      double aside = (i - (drawn.size() - 1) / 2.0) * LANE_OFFSET * (x.high() - x.low());
      values.addSeries(series(i, line, lane, aside));
    }
    plot.setDataset(0, values);
    plot.setRenderer(0, renderer);
    curves(plot, lines);
  }

  /** Calculated lines: behind the marks, at exact places. */
  private void curves(XYPlot plot, List<ResultLine> lines) {
    XYSeriesCollection curves = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (ResultLine line : lines) {
      if (line.kind() == Kind.CURVE) {
        int number = curves.getSeriesCount();
        XYSeries series = new XYSeries(number);
        line.points()
            .forEach(
                each ->
                    series.add(x.place(each.x()), y.place(each.y().value().orElse(Double.NaN))));
        curves.addSeries(series);
        renderer.setSeriesPaint(number, ChartStyle.color(line.protocol()));
        renderer.setSeriesStroke(number, ChartStyle.stroke(line));
      }
    }
    plot.setDataset(2, curves);
    plot.setRenderer(2, renderer);
  }

  private YIntervalSeries series(int number, ResultLine line, double lane, double aside) {
    YIntervalSeries series = new YIntervalSeries(number, false, true);
    for (ResultPoint point : line.points()) {
      double at = x.place(point.x()) + aside;
      RepeatEstimate estimate = point.y();
      if (estimate.value().isPresent()) {
        double value = estimate.value().getAsDouble();
        series.add(
            at,
            y.place(value),
            y.place(estimate.low().orElse(value)),
            y.place(estimate.high().orElse(value)));
        if (estimate.isPartial()) {
          mark(at, y.place(value), ChartStyle.diamond(), line, false);
        }
        if (estimate.low().isPresent() && y.isBelow(estimate.low().getAsDouble())) {
          mark(at, y.low(), ChartStyle.arrow(1), line, true);
        }
        if (estimate.high().isPresent() && y.isAbove(estimate.high().getAsDouble())) {
          mark(at, y.high(), ChartStyle.arrow(-1), line, true);
        }
      } else {
        // Not a number: the line is interrupted here.
        series.add(at, Double.NaN, Double.NaN, Double.NaN);
        drawMissing(point.absence(), at, stripPlace(lane), line);
      }
    }
    return series;
  }

  private void drawMissing(MissingValueReason why, double at, double height, ResultLine line) {
    switch (why) {
      // The median's sign is full, the outer percentile's hollow.
      case UNREACHED -> mark(at, height, ChartStyle.absence(why), line, !line.dashed());
      case UNSTEADY -> mark(at, height, ChartStyle.absence(why), line, false);
      // One sign for both lines of a protocol.
      case NOTHING_FINAL, UNEQUAL, DISAGREED -> {
        if (!line.dashed()) {
          mark(at, height, ChartStyle.absence(why), line, true);
        }
      }
    }
  }

  private void mark(double at, double height, Shape shape, ResultLine line, boolean filled) {
    int series = marks.getSeriesCount();
    XYSeries point = new XYSeries(series);
    point.add(at, height);
    marks.addSeries(point);
    Color color = ChartStyle.color(line.protocol());
    markRenderer.setSeriesShape(series, shape);
    markRenderer.setSeriesPaint(series, color);
    markRenderer.setSeriesShapesFilled(series, filled);
    markRenderer.setSeriesOutlineStroke(series, ChartStyle.THIN);
  }
}

package org.medchain.experiments.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.RepeatEstimate.ErrorBarKind;

/** Draws a figure as SVG: a legend, and under it the panels in rows. */
public final class FigureRenderer {
  private static final int PANEL_WIDTH = 205;
  private static final int PANEL_HEIGHT = 270;

  /** By how much the end of an interval may stretch the scale. */
  private static final double BAR_REACH = 2;

  /** An axis covers all values, except for extreme ends of bars. */
  private static final double RANGE_REACH = 1000;

  private static final int COLUMNS = 4;

  /** A single panel would be lost on a wide page. */
  private static final int WIDTH_ALONE = 460;

  /** Wide enough for the legend in any case. */
  private static final int LEAST_PLOTS = 620;

  private final ResultFigure figure;
  private final int columns;
  private final int width;
  private final int height;
  private final QuantityScale y;
  private final LegendBlock legend;

  private FigureRenderer(ResultFigure figure) {
    this.figure = figure;
    int panels = figure.panels().size();
    this.columns = Math.min(COLUMNS, panels);
    int rows = (panels + columns - 1) / columns;
    int plots = columns == 1 ? WIDTH_ALONE : columns * PANEL_WIDTH;
    this.width = Math.max(plots, LEAST_PLOTS) + PanelChart.LEFT_FIRST;
    this.y =
        figure.y().isLogarithmic()
            ? QuantityScale.logarithmic(heights(), figure.y())
            : QuantityScale.measured(heights(), figure.y());
    this.legend = ChartLegend.of(figure, y, width);
    this.height = legend.height() + rows * PANEL_HEIGHT;
  }

  /** The {@code svg} element, ready for a page; its identifiers begin with the figure's. */
  public static String draw(ResultFigure figure) {
    return new FigureRenderer(figure).svg();
  }

  private String svg() {
    return PanelFrame.svg(width, height, figure.id(), this::draw);
  }

  private void draw(Graphics2D g2) {
    legend.draw(g2);
    QuantityScale x =
        figure.x().isMeasured()
            ? QuantityScale.logarithmic(sortedPlaces(), figure.x())
            : QuantityScale.chosen(sortedPlaces(), figure.x());
    for (int i = 0; i < figure.panels().size(); i++) {
      int column = i % columns;
      int row = i / columns;
      boolean first = column == 0;
      double panelWidth = columns == 1 ? WIDTH_ALONE : PANEL_WIDTH;
      double left =
          first ? 0 : PanelChart.LEFT_FIRST - PanelChart.LEFT_OTHERS + column * panelWidth;
      double extra = first ? PanelChart.LEFT_FIRST : PanelChart.LEFT_OTHERS;
      Rectangle2D area =
          new Rectangle2D.Double(
              left,
              legend.height() + (double) row * PANEL_HEIGHT,
              panelWidth - 14 + extra,
              PANEL_HEIGHT);
      PanelChart.of(figure, figure.panels().get(i), x, y, first).draw(g2, area);
    }
  }

  private double[] sortedPlaces() {
    return points().mapToDouble(ResultPoint::x).sorted().distinct().toArray();
  }

  /** All figures and, where they do not stretch the scale too far, the ends of the bars. */
  private double[] heights() {
    return points()
        .map(ResultPoint::y)
        .filter(estimate -> estimate.value().isPresent())
        .flatMapToDouble(
            estimate -> {
              double value = estimate.value().getAsDouble();
              double reach = estimate.bar() == ErrorBarKind.RANGE ? RANGE_REACH : BAR_REACH;
              return DoubleStream.of(
                  value,
                  Math.max(value / reach, estimate.low().orElse(value)),
                  Math.min(value * reach, estimate.high().orElse(value)));
            })
        .toArray();
  }

  private Stream<ResultPoint> points() {
    return lines().flatMap(line -> line.points().stream());
  }

  private Stream<ResultLine> lines() {
    return figure.panels().stream().flatMap(panel -> panel.lines().stream());
  }
}

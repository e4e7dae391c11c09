package org.medchain.experiments.report;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** Draws a figure as SVG: a legend, and under it the panels in rows. */
final class FigureDrawing {
  private static final int COLUMNS = 4;
  private static final int PANEL_WIDTH = 205;
  private static final int PANEL_HEIGHT = 270;

  /** A single panel would be lost on the page. */
  private static final int WIDTH_ALONE = 460;

  private final Figure figure;
  private final int columns;
  private final int width;
  private final int height;
  private final Legend legend;

  private FigureDrawing(Figure figure) {
    this.figure = figure;
    int panels = figure.panels().size();
    this.columns = Math.min(COLUMNS, panels);
    int rows = (panels + columns - 1) / columns;
    int plots = columns == 1 ? WIDTH_ALONE : columns * PANEL_WIDTH;
    // Wide enough for the legend in any case.
    this.width = Math.max(plots, 620) + PanelChart.LEFT_FIRST;
    this.legend = new Legend(figure, width);
    this.height = legend.height() + rows * PANEL_HEIGHT;
  }

  /** The {@code svg} element, ready to stand in a page; its identifiers begin with the figure's. */
  static String draw(Figure figure) {
    return new FigureDrawing(figure).svg();
  }

  private String svg() {
    SVGGraphics2D g2 = new SVGGraphics2D(width, height);
    g2.setDefsKeyPrefix(figure.id() + "-");
    // Hundredths of a pixel are enough, and make the page a third smaller.
    g2.setGeomDoubleConverter(FigureDrawing::coordinate);
    g2.setTransformDoubleConverter(FigureDrawing::coordinate);
    g2.setPaint(Color.WHITE);
    g2.fill(new Rectangle2D.Double(0, 0, width, height));
    legend.draw(g2);
    Scale x = Scale.chosen(sortedPlaces(), figure.x());
    Scale y = Scale.measured(heights(), figure.y());
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
    return g2.getSVGElement(
        figure.id(),
        false,
        new ViewBox(0, 0, width, height),
        PreserveAspectRatio.XMID_YMID,
        MeetOrSlice.MEET);
  }

  private static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  private double[] sortedPlaces() {
    return points().mapToDouble(Figure.Point::x).sorted().distinct().toArray();
  }

  /** All means and, where they do not stretch the scale too far, the ends of the error bars. */
  private double[] heights() {
    return points()
        .filter(point -> point.y().mean().isPresent())
        .flatMapToDouble(
            point -> {
              double mean = point.y().mean().getAsDouble();
              double half = point.y().halfWidth().orElse(0);
              return DoubleStream.of(
                  mean, Math.max(mean / 2, mean - half), Math.min(2 * mean, mean + half));
            })
        .toArray();
  }

  private Stream<Figure.Point> points() {
    return lines().flatMap(line -> line.points().stream());
  }

  private Stream<Figure.Line> lines() {
    return figure.panels().stream().flatMap(panel -> panel.lines().stream());
  }
}

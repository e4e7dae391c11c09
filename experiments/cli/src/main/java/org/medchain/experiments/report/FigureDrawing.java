package org.medchain.experiments.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
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
  private static final int LEGEND_HEIGHT = 26;
  private static final int FIRST_ROW = 14;

  /** A single panel would be lost on the page. */
  private static final int WIDTH_ALONE = 460;

  private final Figure figure;
  private final int columns;
  private final int width;
  private final int height;

  private FigureDrawing(Figure figure) {
    this.figure = figure;
    int panels = figure.panels().size();
    this.columns = Math.min(COLUMNS, panels);
    int rows = (panels + columns - 1) / columns;
    int plots = columns == 1 ? WIDTH_ALONE : columns * PANEL_WIDTH;
    // Wide enough for the legend in any case.
    this.width = Math.max(plots, 620) + PanelChart.LEFT_FIRST;
    this.height = LEGEND_HEIGHT * 2 + rows * PANEL_HEIGHT;
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
    legend(g2);
    Scale x = Scale.chosen(sortedPlaces(), figure.x());
    Scale y = Scale.measured(heights(), figure.y());
    for (int i = 0; i < figure.panels().size(); i++) {
      int column = i % columns;
      boolean first = column == 0;
      double panelWidth = columns == 1 ? WIDTH_ALONE : PANEL_WIDTH;
      double left =
          first ? 0 : PanelChart.LEFT_FIRST - PanelChart.LEFT_OTHERS + column * panelWidth;
      double extra = first ? PanelChart.LEFT_FIRST : PanelChart.LEFT_OTHERS;
      Rectangle2D area =
          new Rectangle2D.Double(
              left,
              LEGEND_HEIGHT * 2.0 + (i / columns) * PANEL_HEIGHT,
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

  private void legend(Graphics2D g2) {
    double at = PanelChart.LEFT_FIRST;
    for (Figure.Line line : figure.panels().getFirst().lines()) {
      at = sample(g2, line, at);
    }
    g2.setPaint(Looks.FAINT);
    g2.setFont(Looks.SMALL);
    boolean bars = points().anyMatch(p -> p.y().halfWidth().isPresent());
    g2.drawString(
        bars ? "bars: 95 % confidence" : "no bars: too few repeats", (float) at, FIRST_ROW + 4);
    at = PanelChart.LEFT_FIRST;
    if (points().anyMatch(Figure.Point::nothingFinal)) {
      at = mark(g2, Looks.cross(), true, "no request final in any repeat", at);
    }
    if (points().anyMatch(p -> p.y().mean().isEmpty() && !p.nothingFinal())) {
      at = mark(g2, Looks.triangle(), false, "not reached: too few final", at);
    }
    if (points().anyMatch(p -> p.y().partial())) {
      mark(g2, Looks.diamond(), false, "some repeats have no value", at);
    }
  }

  private double sample(Graphics2D g2, Figure.Line line, double at) {
    double middle = FIRST_ROW;
    Color color = Looks.color(line.protocol());
    g2.setPaint(color);
    g2.setStroke(Looks.stroke(line.dashed()));
    g2.draw(new Line2D.Double(at, middle, at + 30, middle));
    Shape marker =
        AffineTransform.getTranslateInstance(at + 15, middle)
            .createTransformedShape(Looks.marker(line.protocol()));
    g2.setPaint(line.dashed() ? Color.WHITE : color);
    g2.fill(marker);
    g2.setPaint(color);
    g2.setStroke(Looks.THIN);
    g2.draw(marker);
    return label(g2, line.name(), at + 37, middle);
  }

  private static double mark(Graphics2D g2, Shape shape, boolean full, String text, double at) {
    double middle = LEGEND_HEIGHT + FIRST_ROW - 2;
    Shape placed =
        AffineTransform.getTranslateInstance(at + 7, middle).createTransformedShape(shape);
    g2.setPaint(Looks.FAINT);
    g2.setStroke(Looks.THIN);
    if (full) {
      g2.fill(placed);
    } else {
      g2.draw(placed);
    }
    return label(g2, text, at + 20, middle);
  }

  /** Returns where the next thing may begin. */
  private static double label(Graphics2D g2, String text, double at, double middle) {
    g2.setPaint(Looks.INK);
    g2.setFont(Looks.TEXT);
    g2.drawString(text, (float) at, (float) middle + 4);
    return at + g2.getFontMetrics().stringWidth(text) + 22;
  }
}

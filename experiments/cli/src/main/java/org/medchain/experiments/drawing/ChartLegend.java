package org.medchain.experiments.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.svg.SVGGraphics2D;
import org.medchain.experiments.results.RepeatEstimate;

/** The legend of a figure's lines and marks, in as many rows as needed. */
final class ChartLegend {
  private static final int ROW_HEIGHT = 26;
  private static final int FIRST_ROW = 14;
  private static final int GAP = 22;
  private static final int SAMPLE_WIDTH = 37;
  private static final int MARK_WIDTH = 20;
  private static final String SHADE_MEANS = "fewer live nodes than PBFT's quorum";

  private final ResultFigure figure;
  private final double width;
  private final List<ChartLegendEntry> entries = new ArrayList<>();

  /**
   * A sample with words behind it.
   *
   * @param sampleWidth room before the words
   * @param text the words
   * @param small whether they are a remark
   * @param sample draws it with its middle at the place given
   */
  private record ChartLegendEntry(
      int sampleWidth, String text, boolean small, ChartLegendSample sample) {
    Font font() {
      return small ? ChartStyle.SMALL : ChartStyle.TEXT;
    }

    double width(Graphics2D g2) {
      return sampleWidth + g2.getFontMetrics(font()).stringWidth(text);
    }
  }

  private interface ChartLegendSample {
    void draw(Graphics2D g2, double at, double middle);
  }

  /**
   * A legend.
   *
   * @param y axis of the values
   * @param width of the figure, which it keeps to
   */
  ChartLegend(ResultFigure figure, QuantityScale y, double width) {
    this.figure = figure;
    this.width = width;
    named()
        .forEach(
            line ->
                entries.add(
                    new ChartLegendEntry(
                        SAMPLE_WIDTH,
                        line.name(),
                        false,
                        (g2, at, middle) -> line(g2, line, at, middle))));
    if (figure.panels().stream().anyMatch(panel -> panel.shadedFrom().isPresent())) {
      entries.add(
          new ChartLegendEntry(
              SAMPLE_WIDTH, SHADE_MEANS, false, (g2, at, middle) -> shade(g2, at, middle)));
    }
    entries.add(new ChartLegendEntry(0, note(), true, (g2, at, middle) -> {}));
    for (ResultFigure.MissingValueReason why : ResultFigure.MissingValueReason.values()) {
      if (points().anyMatch(point -> point.lacks(why))) {
        boolean full =
            switch (why) {
              case NOTHING_FINAL, UNEQUAL, DISAGREED -> true;
              case UNSTEADY, UNREACHED -> false;
            };
        entries.add(mark(ChartStyle.absence(why), full, why.words()));
      }
    }
    if (points().anyMatch(point -> point.y().isPartial())) {
      entries.add(mark(ChartStyle.diamond(), false, "some repeats have no value"));
    }
    if (points().map(ResultFigure.ResultPoint::y).anyMatch(each -> isCut(each, y))) {
      entries.add(mark(ChartStyle.arrow(1), true, "the bar reaches further"));
    }
  }

  /** The lines of all panels, each name once. */
  private Collection<ResultFigure.ResultLine> named() {
    Map<String, ResultFigure.ResultLine> lines = new LinkedHashMap<>();
    figure.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .forEach(line -> lines.putIfAbsent(line.name(), line));
    return lines.values();
  }

  private static ChartLegendEntry mark(Shape shape, boolean full, String words) {
    return new ChartLegendEntry(
        MARK_WIDTH, words, false, (g2, at, middle) -> mark(g2, shape, full, at, middle));
  }

  private Stream<ResultFigure.ResultPoint> points() {
    return figure.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .flatMap(line -> line.points().stream());
  }

  private static boolean isCut(RepeatEstimate estimate, QuantityScale y) {
    return estimate.value().isPresent()
        && estimate.low().isPresent()
        && (y.isBelow(estimate.low().getAsDouble()) || y.isAbove(estimate.high().orElseThrow()));
  }

  private String note() {
    Set<RepeatEstimate.ErrorBarKind> bars =
        points()
            .map(ResultFigure.ResultPoint::y)
            .filter(estimate -> estimate.low().isPresent())
            .map(RepeatEstimate::bar)
            .collect(Collectors.toSet());
    if (bars.isEmpty()) {
      return "no bars: see the caption";
    }
    return bars.contains(RepeatEstimate.ErrorBarKind.RANGE)
        ? "bars: least to greatest trial"
        : "bars: 95 % confidence";
  }

  /** Height in pixels. */
  int height() {
    return rows(new SVGGraphics2D(1, 1)).size() * ROW_HEIGHT;
  }

  private List<List<ChartLegendEntry>> rows(Graphics2D g2) {
    return LegendRows.of(entries, entry -> entry.width(g2), PanelChart.LEFT_FIRST, width, GAP);
  }

  /** Draws it from the upper edge on. */
  void draw(Graphics2D g2) {
    double middle = FIRST_ROW;
    for (List<ChartLegendEntry> row : rows(g2)) {
      double at = PanelChart.LEFT_FIRST;
      for (ChartLegendEntry entry : row) {
        entry.sample().draw(g2, at, middle);
        g2.setFont(entry.font());
        g2.setPaint(entry.small() ? ChartStyle.FAINT_COLOR : ChartStyle.TEXT_COLOR);
        g2.drawString(entry.text(), (float) (at + entry.sampleWidth()), (float) middle + 4);
        at += entry.width(g2) + GAP;
      }
      middle += ROW_HEIGHT;
    }
  }

  private static void shade(Graphics2D g2, double at, double middle) {
    g2.setPaint(ChartStyle.SHADE);
    g2.fill(new Rectangle2D.Double(at, middle - 7, 30, 14));
  }

  private static void line(Graphics2D g2, ResultFigure.ResultLine line, double at, double middle) {
    Color color = ChartStyle.color(line.protocol());
    g2.setPaint(color);
    if (line.kind() != ResultFigure.Kind.POINTS) {
      g2.setStroke(ChartStyle.stroke(line));
      g2.draw(new Line2D.Double(at, middle, at + 30, middle));
    }
    if (line.kind() == ResultFigure.Kind.CURVE) {
      return;
    }
    Shape marker =
        AffineTransform.getTranslateInstance(at + 15, middle)
            .createTransformedShape(ChartStyle.marker(line.protocol()));
    g2.setPaint(line.dashed() ? Color.WHITE : color);
    g2.fill(marker);
    g2.setPaint(color);
    g2.setStroke(ChartStyle.THIN);
    g2.draw(marker);
  }

  private static void mark(Graphics2D g2, Shape shape, boolean full, double at, double middle) {
    Shape placed =
        AffineTransform.getTranslateInstance(at + 7, middle).createTransformedShape(shape);
    g2.setPaint(ChartStyle.FAINT_COLOR);
    g2.setStroke(ChartStyle.THIN);
    if (full) {
      g2.fill(placed);
    } else {
      g2.draw(placed);
    }
  }
}

package org.medchain.experiments.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.block.FlowArrangement;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.VerticalAlignment;
import org.jfree.svg.SVGGraphics2D;
import org.medchain.experiments.results.RepeatEstimate;

/** The legend of a figure's lines and marks, in as many rows as needed. */
final class ChartLegend {
  private static final String SHADE_MEANS = "fewer live nodes than PBFT's quorum";
  private static final double GAP = 18;
  private static final double BETWEEN_ROWS = 4;
  private static final Shape SAMPLE = new Line2D.Double(-15, 0, 15, 0);
  private static final Shape NOTHING = new Rectangle2D.Double();

  private final ResultFigure figure;
  private final double width;
  private final int height;
  private final LegendItemCollection items = new LegendItemCollection();
  private final LegendTitle title =
      new LegendTitle(
          () -> items,
          new FlowArrangement(
              HorizontalAlignment.LEFT, VerticalAlignment.CENTER, GAP, BETWEEN_ROWS),
          new FlowArrangement());

  /**
   * A legend.
   *
   * @param y axis of the values
   * @param width of the figure, which it keeps to
   */
  ChartLegend(ResultFigure figure, QuantityScale y, double width) {
    this.figure = figure;
    this.width = width - PanelChart.LEFT_FIRST;
    named().forEach(line -> items.add(line(line)));
    if (figure.panels().stream().anyMatch(panel -> panel.shadedFrom().isPresent())) {
      items.add(mark(new Rectangle2D.Double(-15, -7, 30, 14), ChartStyle.SHADE, SHADE_MEANS));
    }
    LegendItem note = mark(NOTHING, ChartStyle.FAINT_COLOR, note());
    note.setLabelFont(ChartStyle.SMALL);
    note.setLabelPaint(ChartStyle.FAINT_COLOR);
    items.add(note);
    for (ResultFigure.MissingValueReason why : ResultFigure.MissingValueReason.values()) {
      if (points().anyMatch(point -> point.lacks(why))) {
        boolean full =
            switch (why) {
              case NOTHING_FINAL, UNEQUAL, DISAGREED -> true;
              case UNSTEADY, UNREACHED -> false;
            };
        items.add(mark(ChartStyle.absence(why), full, why.words()));
      }
    }
    if (points().anyMatch(point -> point.y().isPartial())) {
      items.add(mark(ChartStyle.diamond(), false, "some repeats have no value"));
    }
    if (points().map(ResultFigure.ResultPoint::y).anyMatch(each -> isCut(each, y))) {
      items.add(mark(ChartStyle.arrow(1), true, "the bar reaches further"));
    }
    title.setItemFont(ChartStyle.TEXT);
    title.setItemPaint(Palette.INK);
    RectangleConstraint rows = RectangleConstraint.NONE.toFixedWidth(this.width);
    this.height = (int) Math.ceil(title.arrange(new SVGGraphics2D(1, 1), rows).getHeight());
  }

  /** The lines of all panels, each name once. */
  private Collection<ResultFigure.ResultLine> named() {
    Map<String, ResultFigure.ResultLine> lines = new LinkedHashMap<>();
    figure.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .forEach(line -> lines.putIfAbsent(line.name(), line));
    return lines.values();
  }

  private Stream<ResultFigure.ResultPoint> points() {
    return figure.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .flatMap(line -> line.points().stream());
  }

  private static LegendItem line(ResultFigure.ResultLine line) {
    Color color = ChartStyle.color(line.protocol());
    return item(
        line.name(),
        line.kind() == ResultFigure.Kind.CURVE ? NOTHING : ChartStyle.marker(line.protocol()),
        line.dashed() ? Color.WHITE : color,
        color,
        line.kind() == ResultFigure.Kind.POINTS ? null : ChartStyle.stroke(line));
  }

  private static LegendItem mark(Shape shape, boolean full, String words) {
    Color faint = ChartStyle.FAINT_COLOR;
    return item(words, shape, full ? faint : Color.WHITE, faint, null);
  }

  private static LegendItem mark(Shape shape, Color color, String words) {
    return item(words, shape, color, color, null);
  }

  /** Without a stroke there is no line behind the mark. */
  private static LegendItem item(
      String words, Shape shape, Paint fill, Paint outline, BasicStroke stroke) {
    BasicStroke drawn = stroke == null ? ChartStyle.THIN : stroke;
    return new LegendItem(
        words,
        null,
        null,
        null,
        !shape.equals(NOTHING),
        shape,
        true,
        fill,
        true,
        outline,
        ChartStyle.THIN,
        stroke != null,
        SAMPLE,
        drawn,
        outline);
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
    return height;
  }

  /** Draws it from the upper edge on. */
  void draw(Graphics2D g2) {
    title.draw(g2, new Rectangle2D.Double(PanelChart.LEFT_FIRST, 0, width, height));
  }
}

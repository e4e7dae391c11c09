package org.medchain.experiments.drawing;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.medchain.experiments.drawing.ResultFigure.Kind;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.RepeatEstimate.ErrorBarKind;

/** The legend of a figure's lines and marks, in as many rows as needed. */
record ChartLegend(ResultFigure figure, LegendItemCollection items) {
  private static final String SHADE_MEANS = "fewer live nodes than PBFT's quorum";

  /**
   * A legend.
   *
   * @param y axis of the values
   * @param width of the figure, which it keeps to
   */
  static LegendBlock of(ResultFigure figure, QuantityScale y, double width) {
    ChartLegend legend = new ChartLegend(figure, new LegendItemCollection());
    legend.fill(y);
    return new LegendBlock(legend.items, PanelChart.LEFT_FIRST, width);
  }

  private void fill(QuantityScale y) {
    named().forEach(line -> items.add(line(line)));
    if (figure.panels().stream().anyMatch(panel -> panel.shadedFrom().isPresent())) {
      items.add(mark(new Rectangle2D.Double(-15, -7, 30, 14), ChartStyle.SHADE, SHADE_MEANS));
    }
    items.add(LegendBlock.note(note()));
    for (MissingValueReason why : MissingValueReason.values()) {
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
    if (points().map(ResultPoint::y).anyMatch(each -> isCut(each, y))) {
      items.add(mark(ChartStyle.arrow(1), true, "the bar reaches further"));
    }
  }

  /** The lines of all panels, each name once. */
  private Collection<ResultLine> named() {
    Map<String, ResultLine> lines = new LinkedHashMap<>();
    figure.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .forEach(line -> lines.putIfAbsent(line.name(), line));
    return lines.values();
  }

  private Stream<ResultPoint> points() {
    return figure.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .flatMap(line -> line.points().stream());
  }

  private static LegendItem line(ResultLine line) {
    Color color = ChartStyle.color(line.protocol());
    return LegendBlock.item(
        line.name(),
        line.kind() == Kind.CURVE ? LegendBlock.NOTHING : ChartStyle.marker(line.protocol()),
        line.dashed() ? Color.WHITE : color,
        color,
        line.kind() == Kind.POINTS ? null : ChartStyle.stroke(line));
  }

  private static LegendItem mark(Shape shape, boolean full, String words) {
    Color faint = ChartStyle.FAINT_COLOR;
    return LegendBlock.item(words, shape, full ? faint : Color.WHITE, faint, null);
  }

  private static LegendItem mark(Shape shape, Color color, String words) {
    return LegendBlock.item(words, shape, color, color, null);
  }

  private static boolean isCut(RepeatEstimate estimate, QuantityScale y) {
    return estimate.value().isPresent()
        && estimate.low().isPresent()
        && (y.isBelow(estimate.low().getAsDouble()) || y.isAbove(estimate.high().orElseThrow()));
  }

  private String note() {
    Set<ErrorBarKind> bars =
        points()
            .map(ResultPoint::y)
            .filter(estimate -> estimate.low().isPresent())
            .map(RepeatEstimate::bar)
            .collect(Collectors.toSet());
    if (bars.isEmpty()) {
      return "no bars: see the caption";
    }
    return bars.contains(ErrorBarKind.RANGE)
        ? "bars: least to greatest trial"
        : "bars: 95 % confidence";
  }
}

package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.ReportSentence;

/**
 * The figures of a search for saturation (EXP-29): latency against throughput, step by step, and
 * latency at shares of saturation; a panel for each number of nodes.
 */
record SaturationFigures(String fault, List<SaturationCell> cells) {
  /** A quantity that is drawn as a line. */
  private record DrawnPercentile(
      String name, boolean dashed, Function<SaturationStep, OptionalDouble> value) {}

  private static final DrawnPercentile MEDIAN =
      new DrawnPercentile("p50", false, SaturationCell.MEDIAN);

  private static final DrawnPercentile TAIL = new DrawnPercentile("p99", true, SaturationCell.TAIL);

  /** For each kind of fault, of the cells with the first fault rate and the first promise. */
  static List<ResultFigure> of(List<SaturationCell> all) {
    List<ResultFigure> figures = new ArrayList<>();
    for (String fault : distinct(all, GridCell::fault)) {
      List<SaturationCell> own = all.stream().filter(c -> cell(c).fault().equals(fault)).toList();
      List<SaturationCell> usual = own.stream().filter(each -> isUsual(own, each)).toList();
      SaturationFigures drawn = new SaturationFigures(fault, usual);
      figures.add(drawn.againstThroughput());
      figures.add(drawn.againstShare());
    }
    return figures;
  }

  private static GridCell cell(SaturationCell searched) {
    return searched.summary().cell();
  }

  private static <T extends Comparable<T>> List<T> distinct(
      List<SaturationCell> cells, Function<GridCell, T> part) {
    return cells.stream().map(each -> part.apply(cell(each))).distinct().sorted().toList();
  }

  /** The first cell of its protocol and number of nodes. */
  private static boolean isUsual(List<SaturationCell> own, SaturationCell searched) {
    List<CellSummary> all = own.stream().map(SaturationCell::summary).toList();
    return RunFigures.first(all, cell(searched)).equals(cell(searched));
  }

  private ResultFigure againstThroughput() {
    return new ResultFigure(
        "latency-throughput-" + fault,
        "Latency against throughput, step by step",
        ReportSentence.of("saturation.steps", ReportSentence.of("saturation.repeats")),
        AxisQuantity.THROUGHPUT,
        AxisQuantity.LATENCY,
        panels(List.of(MEDIAN), SaturationFigures::stepPoints));
  }

  private ResultFigure againstShare() {
    return new ResultFigure(
        "latency-load-" + fault,
        "Latency at shares of saturation",
        ReportSentence.of("saturation.shares", ReportSentence.of("saturation.repeats")),
        AxisQuantity.LOAD_SHARE,
        AxisQuantity.LATENCY,
        panels(List.of(MEDIAN, TAIL), SaturationFigures::sharePoints));
  }

  private List<ResultPanel> panels(
      List<DrawnPercentile> drawn,
      BiFunction<SaturationCell, DrawnPercentile, List<ResultPoint>> points) {
    List<ResultPanel> panels = new ArrayList<>();
    for (int nodes : distinct(cells, GridCell::nodes)) {
      List<ResultLine> lines = new ArrayList<>();
      for (SaturationCell searched : cells) {
        if (cell(searched).nodes() == nodes) {
          String protocol = cell(searched).protocol();
          for (DrawnPercentile each : drawn) {
            lines.add(
                new ResultLine(
                    ChartStyle.name(protocol) + " " + each.name(),
                    protocol,
                    each.dashed(),
                    points.apply(searched, each)));
          }
        }
      }
      panels.add(new ResultPanel(nodes + " nodes", lines));
    }
    return panels;
  }

  private static List<ResultPoint> stepPoints(SaturationCell searched, DrawnPercentile each) {
    ToDoubleFunction<Double> place =
        rate -> searched.at(rate, step -> step.throughput().tps()).value().orElse(0);
    return searched.rates().stream()
        .filter(rate -> place.applyAsDouble(rate) > 0)
        .map(
            rate ->
                new ResultPoint(
                    place.applyAsDouble(rate),
                    searched.at(rate, each.value()),
                    MissingValueReason.UNREACHED))
        .toList();
  }

  private static List<ResultPoint> sharePoints(SaturationCell searched, DrawnPercentile each) {
    boolean sustained = searched.throughput().value().isPresent();
    return searched.shares().stream()
        .map(
            share ->
                new ResultPoint(
                    share,
                    searched.latencyRange(share, each.value()),
                    sustained ? MissingValueReason.UNREACHED : MissingValueReason.NOTHING_FINAL))
        .toList();
  }
}

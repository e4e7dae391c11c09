package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.FaultKind;
import org.medchain.consensus.Protocol.FaultModel;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.QuantityScale;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.Kind;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.ReportSentence;

/**
 * The answer of a sweep over crashes (EXP-37): median latency of each protocol against how many
 * nodes are crashed, a panel for each number of nodes, shaded where PBFT has no quorum, and beside
 * proof of work the measured latency of a shorter block interval.
 *
 * @param panels the cells of each number of nodes
 */
record CrashFigure(
    FigureCaptions captions, ShortIntervals shorter, SortedMap<Integer, List<CellSummary>> panels) {
  static final String ID = "latency-crashed";

  /** Labels like 12/31 need a fifth of a panel. */
  private static final double LABELS = 5;

  /**
   * Of the cells with the first promise and block interval.
   *
   * @return empty where nothing but crashes is not what the cells differ in
   */
  static Optional<ResultFigure> of(
      List<CellSummary> usual, FigureCaptions captions, ShortIntervals shorter) {
    List<CellSummary> cells = eachNumberOnce(usual);
    SortedMap<Integer, List<CellSummary>> panels =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.cell().nodes(), TreeMap::new, Collectors.toList()));
    boolean swept = cells.stream().map(CrashFigure::crashed).distinct().count() > 1;
    return swept && cells.stream().allMatch(CrashFigure::isOfCrashesAlone)
        ? Optional.of(new CrashFigure(captions, shorter, panels).figure())
        : Optional.empty();
  }

  /** A small share of few nodes may round to the same number of nodes as another share. */
  private static List<CellSummary> eachNumberOnce(List<CellSummary> cells) {
    Map<List<Object>, CellSummary> once = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      once.putIfAbsent(List.of(cell.cell().protocol(), cell.cell().nodes(), crashed(cell)), cell);
    }
    return List.copyOf(once.values());
  }

  /** Other faults, of a plan or of Byzantine nodes, would move the edge of the shade. */
  private static boolean isOfCrashesAlone(CellSummary cell) {
    boolean asPromised =
        !hasQuorums(cell)
            || cell.expectedLive() == new QuorumLoss(cell.cell().nodes()).isLive(crashed(cell));
    return cell.cell().fault().equals(FaultKind.CRASH.key())
        && cell.countPositive(TrialColumn.BYZANTINE) == 0
        && asPromised;
  }

  private static boolean hasQuorums(CellSummary cell) {
    return cell.cell().consensus().faults().equals(FaultModel.BYZANTINE);
  }

  private static long crashed(CellSummary cell) {
    return cell.rows().getFirst().count(TrialColumn.FAULTY);
  }

  private static double share(CellSummary cell) {
    return (double) crashed(cell) / cell.cell().nodes();
  }

  private ResultFigure figure() {
    return new ResultFigure(
        ID,
        "Latency against the number of crashed nodes",
        caption(),
        AxisQuantity.CRASHED,
        AxisQuantity.MEDIAN_LATENCY,
        panels.keySet().stream().map(this::panel).toList());
  }

  private ResultPanel panel(int nodes) {
    List<CellSummary> cells = panels.get(nodes);
    List<ResultLine> lines = new ArrayList<>();
    for (String protocol : cells.stream().map(c -> c.cell().protocol()).distinct().toList()) {
      List<CellSummary> own =
          cells.stream()
              .filter(c -> c.cell().protocol().equals(protocol))
              .sorted(Comparator.comparingLong(CrashFigure::crashed))
              .toList();
      lines.add(new ResultLine(name(own.getFirst().cell()), protocol, false, points(own)));
    }
    beside(cells).ifPresent(measured -> lines.addAll(reference(measured)));
    double[] places = cells.stream().mapToDouble(CrashFigure::share).distinct().sorted().toArray();
    return new ResultPanel(
        nodes + " nodes",
        lines,
        QuantityScale.ticks(
            places, greatestShare() / LABELS, at -> Math.round(at * nodes) + "/" + nodes),
        hasQuorums() ? OptionalDouble.of(new QuorumLoss(nodes).edge()) : OptionalDouble.empty());
  }

  private boolean hasQuorums() {
    return all().anyMatch(CrashFigure::hasQuorums);
  }

  private Stream<CellSummary> all() {
    return panels.values().stream().flatMap(List::stream);
  }

  private double greatestShare() {
    return all().mapToDouble(CrashFigure::share).max().orElse(1);
  }

  private static String name(GridCell cell) {
    return ChartStyle.name(cell.protocol())
        + (cell.blockIntervalS().isPresent() ? ", a block in " + interval(cell) : "");
  }

  private static String interval(GridCell cell) {
    return AxisQuantity.BLOCK_INTERVAL.tick(cell.blockIntervalS().orElseThrow());
  }

  private static List<ResultPoint> points(List<CellSummary> own) {
    return own.stream()
        .map(cell -> RunFigures.point(cell, share(cell), TrialColumn.LATENCY_P50_MS))
        .toList();
  }

  /** The run at a shorter interval that fits the panel of these cells. */
  private Optional<CellSummary> beside(List<CellSummary> cells) {
    return cells.stream()
        .filter(cell -> cell.cell().blockIntervalS().isPresent())
        .findFirst()
        .flatMap(cell -> shorter.beside(cell.cell(), captions.config()))
        .filter(cell -> median(cell).value().isPresent());
  }

  private static RepeatEstimate median(CellSummary cell) {
    return cell.estimate(TrialColumn.LATENCY_P50_MS);
  }

  /** What was measured without crashes, and a thin line from there to compare heights by. */
  private List<ResultLine> reference(CellSummary measured) {
    String protocol = measured.cell().protocol();
    RepeatEstimate height = RepeatEstimate.exactly(median(measured).value().orElseThrow());
    List<ResultPoint> level = new ArrayList<>();
    for (double x : new double[] {0, greatestShare()}) {
      level.add(new ResultPoint(x, height, MissingValueReason.UNREACHED));
    }
    return List.of(
        new ResultLine(
            name(measured.cell()) + ": none of " + measured.cell().nodes() + " crashed",
            protocol,
            true,
            // Of another run, so that it names no cell of this one.
            points(List.of(measured)).stream()
                .map(each -> new ResultPoint(each.x(), each.y(), each.absence()))
                .toList(),
            Kind.POINTS),
        new ResultLine("the same, if crashes changed nothing", protocol, true, level, Kind.CURVE));
  }

  private String caption() {
    List<CellSummary> shown = all().toList();
    return ReportSentence.of(
        "crash.caption",
        hasQuorums() ? " " + shade() : "",
        shown.stream()
            .filter(cell -> cell.cell().blockIntervalS().isPresent())
            .findFirst()
            .map(cell -> " " + setting(cell))
            .orElse(""),
        FigureCaptions.notCompared(AxisQuantity.MEDIAN_LATENCY, shown));
  }

  private String shade() {
    return ReportSentence.of(
        "crash.shade",
        panels.keySet().stream()
            .map(n -> "from " + (new QuorumLoss(n).mostCrashed() + 1) + " crashed of " + n + " on")
            .collect(Collectors.joining(", ")));
  }

  /** That the block interval is chosen, with what another one gives. */
  private String setting(CellSummary first) {
    List<String> measured =
        panels.values().stream()
            .map(this::beside)
            .flatMap(Optional::stream)
            .map(CrashFigure::words)
            .toList();
    if (measured.isEmpty()) {
      return ReportSentence.of("crash.no-shorter", ShortIntervals.FOLDER, interval(first.cell()));
    }
    return ReportSentence.of("crash.shorter", String.join("; ", measured), ShortIntervals.FOLDER);
  }

  private static String words(CellSummary measured) {
    GridCell cell = measured.cell();
    return ReportSentence.of(
        "crash.measured",
        interval(cell),
        cell.nodes(),
        AxisQuantity.ATTACKER_SHARE.tick(cell.finality().attackerShare()),
        AxisQuantity.EPSILON.tick(cell.finality().epsilon()),
        AxisQuantity.MEDIAN_LATENCY.tick(median(measured).value().orElseThrow()));
  }
}

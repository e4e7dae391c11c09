package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;

/**
 * The figures of a run: each quantity against the number of nodes and against the fault rate, and
 * against what finality withstands and the block interval where the grid has such axes.
 */
final class RunFigures {
  /** More of them would fill pages; the table has all cells. */
  private static final int PANELS_MAX = 8;

  private final List<CellSummary> cells;
  private final FigureCaptions captions;
  private final ShortIntervals shorter;
  private final boolean hasSeveralFaults;

  private RunFigures(List<CellSummary> cells, FigureCaptions captions, ShortIntervals shorter) {
    this.cells = cells;
    this.captions = captions;
    this.shorter = shorter;
    this.hasSeveralFaults = cells.stream().map(cell -> cell.cell().fault()).distinct().count() > 1;
  }

  /**
   * For each kind of fault, every quantity with more than one place on its axis; the figure that
   * says most comes first (EXP-37).
   */
  static List<ResultFigure> of(
      List<CellSummary> cells, FigureCaptions captions, ShortIntervals shorter) {
    RunFigures set = new RunFigures(cells, captions, shorter);
    return cells.stream()
        .map(cell -> cell.cell().fault())
        .distinct()
        .flatMap(set::figures)
        .sorted(Comparator.comparingInt(set::rank))
        .toList();
  }

  /** At an offered rate that both keep up with, throughput says the least; at saturation most. */
  private int rank(ResultFigure figure) {
    return switch (figure.y()) {
      case THROUGHPUT -> captions.isSaturated() ? 0 : 7;
      case FALSE_ACCEPTED -> 1;
      case VIOLATED -> 2;
      case MEDIAN_LATENCY -> 3;
      case MESSAGES -> 6;
      default -> figure.x() == AxisQuantity.NODES ? 5 : 4;
    };
  }

  private Stream<ResultFigure> figures(String fault) {
    List<CellSummary> played = cells.stream().filter(c -> c.cell().fault().equals(fault)).toList();
    List<CellSummary> all =
        played.stream()
            .filter(c -> c.cell().game().equals(played.getFirst().cell().game()))
            .toList();
    List<CellSummary> usual = all.stream().filter(cell -> isUsual(all, cell.cell())).toList();
    boolean byRate = distinct(usual, GridCell::faultRate).size() > 1;
    boolean byNodes = distinct(usual, GridCell::nodes).size() > 1;
    boolean byPromise = all.size() > usual.size();
    // With a single point of the grid there is still one figure to show.
    boolean alone = !byRate && !byNodes && !byPromise;
    List<ResultFigure> figures = new ArrayList<>();
    if (byNodes || alone) {
      for (AxisQuantity y :
          List.of(AxisQuantity.THROUGHPUT, AxisQuantity.LATENCY, AxisQuantity.MESSAGES)) {
        figures.add(againstNodes(fault, usual, y));
      }
    }
    if (byRate) {
      figures.add(againstRate(fault, usual, AxisQuantity.THROUGHPUT));
      figures.add(
          CrashFigure.of(usual, captions, shorter)
              .orElseGet(() -> againstRate(fault, usual, AxisQuantity.LATENCY)));
    }
    if (byRate && usual.stream().anyMatch(cell -> cell.countPositive(TrialColumn.BYZANTINE) > 0)) {
      figures.add(againstRate(fault, usual, AxisQuantity.VIOLATED));
    }
    figures.addAll(
        againstPromises(
            fault, all.stream().filter(cell -> hasFirstAxes(all, cell.cell())).toList()));
    figures.addAll(
        new AxisFigures(this, fault)
            .of(all.stream().filter(cell -> hasFirstPromise(all, cell.cell())).toList()));
    FalseRecordsFigure.of(fault, played).ifPresent(figures::add);
    return figures.stream();
  }

  /** Whether it has the first promise, block interval and axes of those beside it. */
  private static boolean isUsual(List<CellSummary> all, GridCell cell) {
    return hasFirstPromise(all, cell) && hasFirstAxes(all, cell);
  }

  private static boolean hasFirstPromise(List<CellSummary> all, GridCell cell) {
    GridCell first = first(all, cell);
    return first.finality().equals(cell.finality())
        && first.blockIntervalS().equals(cell.blockIntervalS());
  }

  private static boolean hasFirstAxes(List<CellSummary> all, GridCell cell) {
    return first(all, cell).axes().equals(cell.axes());
  }

  /** The first of its protocol at its number of nodes. */
  private static GridCell first(List<CellSummary> all, GridCell cell) {
    return all.stream()
        .map(CellSummary::cell)
        .filter(each -> each.nodes() == cell.nodes())
        .filter(each -> each.protocol().equals(cell.protocol()))
        .findFirst()
        .orElseThrow();
  }

  private ResultFigure againstNodes(String fault, List<CellSummary> some, AxisQuantity y) {
    List<ResultFigure.ResultPanel> panels =
        distinct(some, GridCell::faultRate).stream()
            .map(
                rate ->
                    panel(
                        rate == 0 ? "no faults" : fault + " " + AxisQuantity.FAULT_RATE.tick(rate),
                        some,
                        cell -> cell.faultRate() == rate,
                        cell -> (double) cell.nodes(),
                        y))
            .toList();
    return figure(fault, AxisQuantity.NODES, y, panels, some);
  }

  private ResultFigure againstRate(String fault, List<CellSummary> some, AxisQuantity y) {
    List<ResultFigure.ResultPanel> panels =
        distinct(some, GridCell::nodes).stream()
            .map(
                nodes ->
                    panel(
                        nodes + " nodes",
                        some,
                        cell -> cell.nodes() == nodes,
                        GridCell::faultRate,
                        y))
            .toList();
    return figure(fault, AxisQuantity.FAULT_RATE, y, panels, some);
  }

  /** At the first fault rate: what is asked of finality is one thing, what goes wrong another. */
  private List<ResultFigure> againstPromises(String fault, List<CellSummary> all) {
    double rate = all.getFirst().cell().faultRate();
    List<CellSummary> some = all.stream().filter(c -> c.cell().faultRate() == rate).toList();
    List<ResultFigure> figures = new ArrayList<>();
    for (int nodes : distinct(some, GridCell::nodes)) {
      List<CellSummary> here = some.stream().filter(c -> c.cell().nodes() == nodes).toList();
      boolean byShare = distinct(here, cell -> cell.finality().attackerShare()).size() > 1;
      boolean byEpsilon = distinct(here, cell -> cell.finality().epsilon()).size() > 1;
      boolean byInterval =
          here.stream()
                  .map(c -> c.cell().blockIntervalS())
                  .filter(each -> each.isPresent())
                  .distinct()
                  .count()
              > 1;
      if (byInterval) {
        figures.add(againstInterval(fault, nodes, here));
      }
      if (byShare) {
        figures.add(
            againstPromise(
                fault,
                nodes,
                here,
                AxisQuantity.ATTACKER_SHARE,
                cell -> cell.finality().attackerShare(),
                cell -> "at most " + AxisQuantity.EPSILON.tick(cell.finality().epsilon())));
      } else if (byEpsilon && !byInterval) {
        figures.add(
            againstPromise(
                fault,
                nodes,
                here,
                AxisQuantity.EPSILON,
                cell -> cell.finality().epsilon(),
                cell -> nodes + " nodes"));
      }
    }
    return figures;
  }

  private ResultFigure againstInterval(String fault, int nodes, List<CellSummary> here) {
    return across(
        fault + "-" + nodes,
        AxisQuantity.BLOCK_INTERVAL,
        AxisQuantity.BLOCK_INTERVAL.label(),
        AxisQuantity.LATENCY,
        here,
        GridCell::blockIntervalS,
        RunFigures::promise);
  }

  /** A panel for each title; a protocol without the coordinate has the same figure everywhere. */
  ResultFigure across(
      String what,
      AxisQuantity x,
      String label,
      AxisQuantity y,
      List<CellSummary> here,
      Function<GridCell, OptionalDouble> place,
      Function<GridCell, String> title) {
    List<Double> places =
        here.stream()
            .flatMap(cell -> place.apply(cell.cell()).stream().boxed())
            .distinct()
            .sorted()
            .toList();
    List<ResultFigure.ResultPanel> panels = new ArrayList<>();
    Map<String, GridCell> titles = new LinkedHashMap<>();
    here.forEach(c -> titles.putIfAbsent(title.apply(c.cell()), c.cell()));
    // Who has no value on an axis stands in each of its panels, and needs none of its own.
    Predicate<String> incomplete = each -> each.contains(CellTable.ABSENT);
    if (!titles.keySet().stream().allMatch(incomplete)) {
      titles.keySet().removeIf(incomplete);
    }
    for (String each : titles.keySet().stream().limit(PANELS_MAX).toList()) {
      List<CellSummary> own =
          here.stream()
              .filter(c -> title.apply(c.cell().withAxesOf(titles.get(each))).equals(each))
              .toList();
      List<ResultFigure.ResultLine> lines = new ArrayList<>();
      for (String protocol : distinct(own, GridCell::protocol)) {
        List<CellSummary> its =
            own.stream().filter(c -> c.cell().protocol().equals(protocol)).toList();
        for (PlottedColumn measure : measures(y)) {
          List<ResultFigure.ResultPoint> points =
              places.stream()
                  .flatMap(
                      at ->
                          its.stream()
                              .filter(c -> place.apply(c.cell()).orElse(at) == at)
                              .map(c -> point(c, at, measure.column())))
                  .toList();
          lines.add(line(protocol, measure, points));
        }
      }
      panels.add(new ResultFigure.ResultPanel(each, lines));
    }
    return figure(what, x, label, y, panels, here);
  }

  private static String promise(GridCell cell) {
    return AxisQuantity.ATTACKER_SHARE.tick(cell.finality().attackerShare())
        + ", at most "
        + AxisQuantity.EPSILON.tick(cell.finality().epsilon());
  }

  private ResultFigure againstPromise(
      String fault,
      int nodes,
      List<CellSummary> here,
      AxisQuantity x,
      Function<GridCell, Double> place,
      Function<GridCell, String> title) {
    List<ResultFigure.ResultPanel> panels =
        here.stream()
            .map(c -> title.apply(c.cell()))
            .distinct()
            .map(
                each ->
                    panel(
                        each,
                        here,
                        cell -> title.apply(cell).equals(each),
                        place,
                        AxisQuantity.LATENCY))
            .toList();
    return figure(fault + "-" + nodes, x, AxisQuantity.LATENCY, panels, here);
  }

  private ResultFigure figure(
      String what,
      AxisQuantity x,
      AxisQuantity y,
      List<ResultFigure.ResultPanel> panels,
      List<CellSummary> shown) {
    return figure(what, x, x.label(), y, panels, shown);
  }

  private ResultFigure figure(
      String what,
      AxisQuantity x,
      String label,
      AxisQuantity y,
      List<ResultFigure.ResultPanel> panels,
      List<CellSummary> shown) {
    String id = (y + "-" + x + "-" + what).toLowerCase(Locale.ROOT).replace('_', '-');
    String title =
        FigureCaptions.title(y)
            + " against "
            + (x == AxisQuantity.KEY ? label : "the " + FigureCaptions.versus(x))
            + (hasSeveralFaults ? " (" + what + ")" : "");
    return new ResultFigure(id, title, captions.of(x, y, panels, shown), x, label, y, panels);
  }

  private static ResultFigure.ResultPanel panel(
      String title,
      List<CellSummary> cells,
      Predicate<GridCell> here,
      Function<GridCell, Double> x,
      AxisQuantity y) {
    List<CellSummary> some = cells.stream().filter(c -> here.test(c.cell())).toList();
    List<ResultFigure.ResultLine> lines = new ArrayList<>();
    for (String protocol : distinct(cells, GridCell::protocol)) {
      List<CellSummary> own =
          some.stream()
              .filter(c -> c.cell().protocol().equals(protocol))
              .sorted(Comparator.comparing(c -> x.apply(c.cell())))
              .toList();
      for (PlottedColumn measure : measures(y)) {
        lines.add(
            line(
                protocol,
                measure,
                own.stream().map(c -> point(c, x.apply(c.cell()), measure.column())).toList()));
      }
    }
    return new ResultFigure.ResultPanel(title, lines);
  }

  private static ResultFigure.ResultLine line(
      String protocol, PlottedColumn measure, List<ResultFigure.ResultPoint> points) {
    String name = (ChartStyle.name(protocol) + " " + measure.name()).strip();
    return new ResultFigure.ResultLine(name, protocol, measure.dashed(), points);
  }

  /** A cell's place, with the column's figure or the reason why there is none. */
  static ResultFigure.ResultPoint point(CellSummary cell, double x, TrialColumn column) {
    boolean torn = column == TrialColumn.AGREEMENT_VIOLATIONS;
    MissingValueReason reason = torn ? MissingValueReason.UNREACHED : reason(cell);
    RepeatEstimate estimate =
        torn
            ? RepeatEstimate.share(cell.countPositive(column), cell.rows().size())
            : cell.estimate(column).withoutBarToZero();
    boolean drawn = reason == MissingValueReason.UNREACHED || reason == MissingValueReason.UNSTEADY;
    return new ResultFigure.ResultPoint(x, drawn ? estimate : estimate.withoutValue(), reason)
        .of(cell);
  }

  /** Why a figure of a cell would be missing. */
  private static MissingValueReason reason(CellSummary cell) {
    if (cell.unequal()) {
      return MissingValueReason.UNEQUAL;
    }
    if (cell.agreementBroken()) {
      return MissingValueReason.DISAGREED;
    }
    if (cell.total(TrialColumn.COMMITTED) == 0) {
      return MissingValueReason.NOTHING_FINAL;
    }
    return cell.estimate(TrialColumn.WINDOW_S).value().isPresent()
        ? MissingValueReason.UNREACHED
        : MissingValueReason.UNSTEADY;
  }

  private static List<PlottedColumn> measures(AxisQuantity y) {
    return switch (y) {
      case LATENCY ->
          List.of(
              new PlottedColumn("p50", TrialColumn.LATENCY_P50_MS, false),
              new PlottedColumn("p99", TrialColumn.LATENCY_P99_MS, true));
      case MESSAGES -> List.of(new PlottedColumn("", TrialColumn.MESSAGES_PER_TX, false));
      case VIOLATED -> List.of(new PlottedColumn("", TrialColumn.AGREEMENT_VIOLATIONS, false));
      default -> List.of(new PlottedColumn("", TrialColumn.THROUGHPUT_TPS, false));
    };
  }

  private static <T extends Comparable<T>> List<T> distinct(
      List<CellSummary> cells, Function<GridCell, T> part) {
    return cells.stream().map(cell -> part.apply(cell.cell())).distinct().sorted().toList();
  }

  /** A column that is drawn as a line. */
  private record PlottedColumn(String name, TrialColumn column, boolean dashed) {}
}

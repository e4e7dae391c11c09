package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;

/**
 * The figures of a run: each quantity against the number of nodes and against the fault rate, and
 * against what finality withstands and the block interval where the grid has such axes.
 */
record RunFigures(List<CellSummary> cells, FigureCaptions captions, ShortIntervals shorter) {
  /** More of them would fill pages; the table has all cells. */
  private static final int PANELS_MAX = 8;

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
    List<CellSummary> played = where(cells, cell -> cell.fault().equals(fault));
    Optional<IncentiveSetting> game = played.getFirst().cell().game();
    List<CellSummary> all = where(played, cell -> cell.game().equals(game));
    List<CellSummary> usual = where(all, cell -> isUsual(all, cell));
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
    figures.addAll(againstPromises(fault, where(all, cell -> hasFirstAxes(all, cell))));
    figures.addAll(new AxisFigures(this, fault).of(where(all, cell -> hasFirstPromise(all, cell))));
    figures.addAll(falseRecords(fault, played));
    return figures.stream();
  }

  /**
   * How many false records committees find valid, against the share of dishonest uploaders
   * (EXP-31): of the cells with the first promise, reward and penalty; none where no false record
   * was uploaded.
   */
  private List<ResultFigure> falseRecords(String fault, List<CellSummary> played) {
    List<CellSummary> some =
        where(played, cell -> cell.game().isPresent() && isUsual(played, cell)).stream()
            .filter(each -> hasPricesOf(first(played, each.cell()), each.cell()))
            .filter(each -> each.estimate(TrialColumn.FALSE_ACCEPTED_SHARE).value().isPresent())
            .sorted(
                Comparator.comparingInt((CellSummary each) -> each.cell().nodes())
                    .thenComparingDouble(each -> each.cell().faultRate()))
            .toList();
    CellAxis dishonest =
        new CellAxis(
            AxisQuantity.DISHONEST, cell -> OptionalDouble.of(cell.game().get().dishonest()));
    return some.isEmpty()
        ? List.of()
        : List.of(
            across(
                fault,
                dishonest,
                AxisQuantity.FALSE_ACCEPTED,
                some,
                cell -> cell.nodes() + " nodes, " + faults(cell)));
  }

  private static boolean hasPricesOf(GridCell first, GridCell cell) {
    IncentiveSetting own = cell.game().orElseThrow();
    return first
        .game()
        .filter(each -> each.reward() == own.reward() && each.penalty() == own.penalty())
        .isPresent();
  }

  private static List<CellSummary> where(List<CellSummary> cells, Predicate<GridCell> condition) {
    return cells.stream().filter(each -> condition.test(each.cell())).toList();
  }

  /** Whether it has the first promise, block interval and axes of those beside it. */
  static boolean isUsual(List<CellSummary> all, GridCell cell) {
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
  static GridCell first(List<CellSummary> all, GridCell cell) {
    return all.stream()
        .map(CellSummary::cell)
        .filter(each -> each.nodes() == cell.nodes())
        .filter(each -> each.protocol().equals(cell.protocol()))
        .findFirst()
        .orElseThrow();
  }

  private ResultFigure againstNodes(String fault, List<CellSummary> some, AxisQuantity y) {
    List<CellSummary> byRate =
        some.stream().sorted(Comparator.comparingDouble(c -> c.cell().faultRate())).toList();
    return across(fault, CellAxis.NODES, y, byRate, RunFigures::faults);
  }

  /** The faults of a cell in words. */
  static String faults(GridCell cell) {
    return cell.faultRate() == 0
        ? "no faults"
        : cell.fault() + " " + AxisQuantity.FAULT_RATE.tick(cell.faultRate());
  }

  private ResultFigure againstRate(String fault, List<CellSummary> some, AxisQuantity y) {
    List<CellSummary> byNodes =
        some.stream().sorted(Comparator.comparingInt(c -> c.cell().nodes())).toList();
    return across(fault, CellAxis.RATE, y, byNodes, cell -> cell.nodes() + " nodes");
  }

  /** At the first fault rate: what is asked of finality is one thing, what goes wrong another. */
  private List<ResultFigure> againstPromises(String fault, List<CellSummary> all) {
    double rate = all.getFirst().cell().faultRate();
    List<CellSummary> some = where(all, cell -> cell.faultRate() == rate);
    CellAxis share =
        new CellAxis(
            AxisQuantity.ATTACKER_SHARE,
            cell -> OptionalDouble.of(cell.finality().attackerShare()));
    CellAxis epsilon =
        new CellAxis(AxisQuantity.EPSILON, cell -> OptionalDouble.of(cell.finality().epsilon()));
    List<ResultFigure> figures = new ArrayList<>();
    for (int nodes : distinct(some, GridCell::nodes)) {
      String what = fault + "-" + nodes;
      List<CellSummary> here = where(some, cell -> cell.nodes() == nodes);
      boolean byInterval = CellAxis.INTERVAL.places(here).size() > 1;
      if (byInterval) {
        figures.add(
            across(
                what,
                CellAxis.INTERVAL,
                AxisQuantity.LATENCY,
                here,
                cell -> share.tick(cell) + ", at most " + epsilon.tick(cell)));
      }
      if (share.places(here).size() > 1) {
        figures.add(
            across(
                what, share, AxisQuantity.LATENCY, here, cell -> "at most " + epsilon.tick(cell)));
      } else if (epsilon.places(here).size() > 1 && !byInterval) {
        figures.add(across(what, epsilon, AxisQuantity.LATENCY, here, cell -> nodes + " nodes"));
      }
    }
    return figures;
  }

  /**
   * An axis of a figure, and where cells are on it.
   *
   * @param place of a cell; empty where its protocol has none
   */
  record CellAxis(AxisQuantity x, String label, Function<GridCell, OptionalDouble> place) {
    static final CellAxis NODES =
        new CellAxis(AxisQuantity.NODES, cell -> OptionalDouble.of(cell.nodes()));
    static final CellAxis RATE =
        new CellAxis(AxisQuantity.FAULT_RATE, cell -> OptionalDouble.of(cell.faultRate()));
    static final CellAxis INTERVAL =
        new CellAxis(AxisQuantity.BLOCK_INTERVAL, GridCell::blockIntervalS);

    private CellAxis(AxisQuantity x, Function<GridCell, OptionalDouble> place) {
      this(x, x.label(), place);
    }

    private List<Double> places(List<CellSummary> cells) {
      return cells.stream()
          .flatMap(each -> place.apply(each.cell()).stream().boxed())
          .distinct()
          .sorted()
          .toList();
    }

    private String tick(GridCell cell) {
      return x.tick(place.apply(cell).orElseThrow());
    }
  }

  /** A panel for each title; a protocol without the coordinate has the same figure everywhere. */
  ResultFigure across(
      String what,
      CellAxis axis,
      AxisQuantity y,
      List<CellSummary> here,
      Function<GridCell, String> title) {
    Map<String, GridCell> titles = new LinkedHashMap<>();
    here.forEach(c -> titles.putIfAbsent(title.apply(c.cell()), c.cell()));
    // Who has no value on an axis stands in each of its panels, and needs none of its own.
    Predicate<String> incomplete = each -> each.contains(CellTable.ABSENT);
    if (!titles.keySet().stream().allMatch(incomplete)) {
      titles.keySet().removeIf(incomplete);
    }
    AxisQuantity x = axis.x();
    // Their titles are made of several axes, so that there may be many.
    boolean crossed = x == AxisQuantity.KEY || x == AxisQuantity.BLOCK_INTERVAL;
    List<ResultPanel> panels = new ArrayList<>();
    for (String each : titles.keySet()) {
      if (!crossed || panels.size() < PANELS_MAX) {
        List<CellSummary> own =
            where(here, cell -> title.apply(cell.withAxesOf(titles.get(each))).equals(each));
        panels.add(new ResultPanel(each, lines(axis, y, axis.places(here), own)));
      }
    }
    String id = (y + "-" + x + "-" + what).toLowerCase(Locale.ROOT).replace('_', '-');
    String heading =
        FigureCaptions.title(y)
            + " against "
            + (x == AxisQuantity.KEY ? axis.label() : "the " + x.heading())
            + (distinct(cells, GridCell::fault).size() > 1 ? " (" + what + ")" : "");
    String caption = captions.of(y, here);
    return new ResultFigure(id, heading, caption, x, axis.label(), y, panels);
  }

  private static List<ResultLine> lines(
      CellAxis axis, AxisQuantity y, List<Double> places, List<CellSummary> cells) {
    List<ResultLine> lines = new ArrayList<>();
    for (String protocol : distinct(cells, GridCell::protocol)) {
      List<CellSummary> own = where(cells, cell -> cell.protocol().equals(protocol));
      for (PlottedColumn measure : measures(y, cells)) {
        List<ResultPoint> points = new ArrayList<>();
        for (double at : places) {
          where(own, measure.of().and(cell -> axis.place().apply(cell).orElse(at) == at))
              .forEach(each -> points.add(point(each, at, measure.column())));
        }
        String name = ChartStyle.name(protocol) + measure.name();
        lines.add(new ResultLine(name, protocol, measure.dashed(), points));
      }
    }
    return lines;
  }

  /** A cell's place, with the column's figure or the reason why there is none. */
  static ResultPoint point(CellSummary cell, double x, TrialColumn column) {
    boolean torn = column == TrialColumn.AGREEMENT_VIOLATIONS;
    boolean ofRecords = column == TrialColumn.FALSE_ACCEPTED_SHARE;
    MissingValueReason reason = torn ? MissingValueReason.UNREACHED : reason(cell, ofRecords);
    RepeatEstimate estimate =
        torn
            ? RepeatEstimate.share(cell.countPositive(column), cell.rows().size())
            : cell.estimate(column);
    RepeatEstimate shown = torn || ofRecords ? estimate : estimate.withoutBarToZero();
    boolean drawn = reason == MissingValueReason.UNREACHED || reason == MissingValueReason.UNSTEADY;
    return new ResultPoint(x, drawn ? shown : shown.withoutValue(), reason).of(cell);
  }

  /** Why a figure of a cell would be missing. */
  private static MissingValueReason reason(CellSummary cell, boolean ofRecords) {
    if (cell.unequal() && !ofRecords) {
      return MissingValueReason.UNEQUAL;
    }
    if (cell.agreementBroken()) {
      return MissingValueReason.DISAGREED; // Different ledgers have no common verdicts either.
    }
    if (ofRecords) {
      return MissingValueReason.UNREACHED;
    }
    if (cell.total(TrialColumn.COMMITTED) == 0) {
      return MissingValueReason.NOTHING_FINAL;
    }
    return cell.estimate(TrialColumn.WINDOW_S).value().isPresent()
        ? MissingValueReason.UNREACHED
        : MissingValueReason.UNSTEADY;
  }

  /** A full line for the smallest share of lazy verifiers, and a dashed one for the largest. */
  private static List<PlottedColumn> byLazyShare(List<CellSummary> cells) {
    List<Double> lazy = distinct(cells, cell -> cell.game().orElseThrow().lazy());
    List<Double> drawn = lazy.size() == 1 ? lazy : List.of(lazy.getFirst(), lazy.getLast());
    return drawn.stream()
        .map(
            share ->
                new PlottedColumn(
                    ", " + AxisQuantity.DISHONEST.tick(share) + " lazy",
                    TrialColumn.FALSE_ACCEPTED_SHARE,
                    !share.equals(drawn.getFirst()),
                    cell -> cell.game().orElseThrow().lazy() == share))
        .toList();
  }

  static List<PlottedColumn> measures(AxisQuantity y, List<CellSummary> cells) {
    return switch (y) {
      case LATENCY ->
          List.of(
              new PlottedColumn(" p50", TrialColumn.LATENCY_P50_MS, false),
              new PlottedColumn(" p99", TrialColumn.LATENCY_P99_MS, true));
      case MESSAGES -> List.of(new PlottedColumn("", TrialColumn.MESSAGES_PER_TX, false));
      case FALSE_ACCEPTED -> byLazyShare(cells);
      case VIOLATED -> List.of(new PlottedColumn("", TrialColumn.AGREEMENT_VIOLATIONS, false));
      default -> List.of(new PlottedColumn("", TrialColumn.THROUGHPUT_TPS, false));
    };
  }

  private static <T extends Comparable<T>> List<T> distinct(
      List<CellSummary> cells, Function<GridCell, T> part) {
    return cells.stream().map(cell -> part.apply(cell.cell())).distinct().sorted().toList();
  }

  /** A column that is drawn as a line. */
  record PlottedColumn(String name, TrialColumn column, boolean dashed, Predicate<GridCell> of) {
    PlottedColumn(String name, TrialColumn column, boolean dashed) {
      this(name, column, dashed, cell -> true);
    }
  }
}

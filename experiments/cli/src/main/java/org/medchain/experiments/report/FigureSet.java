package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.comparison.Column;
import org.medchain.experiments.results.Cell;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.Estimate;

/**
 * The figures of a run: each quantity against the number of nodes and against the fault rate, and
 * against what finality withstands and the block interval where the grid has such axes.
 */
final class FigureSet {
  private final List<CellSummary> cells;
  private final Captions captions;
  private final boolean manyFaults;

  private FigureSet(List<CellSummary> cells, Captions captions) {
    this.cells = cells;
    this.captions = captions;
    this.manyFaults = cells.stream().map(cell -> cell.cell().fault()).distinct().count() > 1;
  }

  /** For each kind of fault, whatever has more than one place on its axis. */
  static List<Figure> of(List<CellSummary> cells, Captions captions) {
    FigureSet set = new FigureSet(cells, captions);
    return cells.stream()
        .map(cell -> cell.cell().fault())
        .distinct()
        .flatMap(set::figures)
        .toList();
  }

  private Stream<Figure> figures(String fault) {
    List<CellSummary> all = cells.stream().filter(c -> c.cell().fault().equals(fault)).toList();
    List<CellSummary> usual = all.stream().filter(cell -> isUsual(all, cell.cell())).toList();
    boolean byRate = distinct(usual, Cell::faultRate).size() > 1;
    boolean byNodes = distinct(usual, Cell::nodes).size() > 1;
    boolean byPromise = all.size() > usual.size();
    // With a single point of the grid there is still one figure to show.
    boolean alone = !byRate && !byNodes && !byPromise;
    List<Figure> figures = new ArrayList<>();
    if (byNodes || alone) {
      for (Quantity y : List.of(Quantity.THROUGHPUT, Quantity.LATENCY, Quantity.MESSAGES)) {
        figures.add(againstNodes(fault, usual, y));
      }
    }
    if (byRate) {
      for (Quantity y : List.of(Quantity.THROUGHPUT, Quantity.LATENCY)) {
        figures.add(againstRate(fault, usual, y));
      }
    }
    if (byRate && usual.stream().anyMatch(cell -> cell.happened(Column.BYZANTINE) > 0)) {
      figures.add(againstRate(fault, usual, Quantity.VIOLATED));
    }
    figures.addAll(againstPromises(fault, all));
    return figures.stream();
  }

  /** Whether it has the first promise and block interval of those at its number of nodes. */
  private static boolean isUsual(List<CellSummary> all, Cell cell) {
    Cell first =
        all.stream()
            .map(CellSummary::cell)
            .filter(each -> each.nodes() == cell.nodes())
            .filter(each -> each.protocol().equals(cell.protocol()))
            .findFirst()
            .orElseThrow();
    return first.finality().equals(cell.finality())
        && first.blockIntervalS().equals(cell.blockIntervalS());
  }

  private Figure againstNodes(String fault, List<CellSummary> some, Quantity y) {
    List<Figure.Panel> panels =
        distinct(some, Cell::faultRate).stream()
            .map(
                rate ->
                    panel(
                        rate == 0 ? "no faults" : fault + " " + Quantity.FAULT_RATE.tick(rate),
                        some,
                        cell -> cell.faultRate() == rate,
                        cell -> (double) cell.nodes(),
                        y))
            .toList();
    return figure(fault, Quantity.NODES, y, panels, some);
  }

  private Figure againstRate(String fault, List<CellSummary> some, Quantity y) {
    List<Figure.Panel> panels =
        distinct(some, Cell::nodes).stream()
            .map(
                nodes ->
                    panel(
                        nodes + " nodes", some, cell -> cell.nodes() == nodes, Cell::faultRate, y))
            .toList();
    return figure(fault, Quantity.FAULT_RATE, y, panels, some);
  }

  /** At the first fault rate: what is asked of finality is one thing, what goes wrong another. */
  private List<Figure> againstPromises(String fault, List<CellSummary> all) {
    double rate = all.getFirst().cell().faultRate();
    List<CellSummary> some = all.stream().filter(c -> c.cell().faultRate() == rate).toList();
    List<Figure> figures = new ArrayList<>();
    for (int nodes : distinct(some, Cell::nodes)) {
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
                Quantity.ATTACKER_SHARE,
                cell -> cell.finality().attackerShare(),
                cell -> "at most " + Quantity.EPSILON.tick(cell.finality().epsilon())));
      } else if (byEpsilon && !byInterval) {
        figures.add(
            againstPromise(
                fault,
                nodes,
                here,
                Quantity.EPSILON,
                cell -> cell.finality().epsilon(),
                cell -> nodes + " nodes"));
      }
    }
    return figures;
  }

  private Figure againstInterval(String fault, int nodes, List<CellSummary> here) {
    List<Double> intervals =
        here.stream()
            .flatMap(cell -> cell.cell().blockIntervalS().stream().boxed())
            .distinct()
            .sorted()
            .toList();
    List<Figure.Panel> panels = new ArrayList<>();
    for (String promise : here.stream().map(c -> promise(c.cell())).distinct().toList()) {
      List<CellSummary> own = here.stream().filter(c -> promise(c.cell()).equals(promise)).toList();
      List<Figure.Line> lines = new ArrayList<>();
      for (String protocol : distinct(own, Cell::protocol)) {
        List<CellSummary> its =
            own.stream().filter(c -> c.cell().protocol().equals(protocol)).toList();
        for (Measure measure : measures(Quantity.LATENCY)) {
          // A protocol without block intervals has the same figure at all of them.
          List<Figure.Point> points =
              intervals.stream()
                  .flatMap(
                      x ->
                          its.stream()
                              .filter(c -> c.cell().blockIntervalS().orElse(x) == x)
                              .map(c -> point(c, x, measure)))
                  .toList();
          lines.add(line(protocol, measure, points));
        }
      }
      panels.add(new Figure.Panel(promise, lines));
    }
    return figure(fault + "-" + nodes, Quantity.BLOCK_INTERVAL, Quantity.LATENCY, panels, here);
  }

  private static String promise(Cell cell) {
    return Quantity.ATTACKER_SHARE.tick(cell.finality().attackerShare())
        + ", at most "
        + Quantity.EPSILON.tick(cell.finality().epsilon());
  }

  private Figure againstPromise(
      String fault,
      int nodes,
      List<CellSummary> here,
      Quantity x,
      Function<Cell, Double> place,
      Function<Cell, String> title) {
    List<Figure.Panel> panels =
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
                        Quantity.LATENCY))
            .toList();
    return figure(fault + "-" + nodes, x, Quantity.LATENCY, panels, here);
  }

  private Figure figure(
      String what, Quantity x, Quantity y, List<Figure.Panel> panels, List<CellSummary> shown) {
    String id = (y + "-" + x + "-" + what).toLowerCase(Locale.ROOT).replace('_', '-');
    String title =
        Captions.title(y)
            + " against the "
            + Captions.against(x)
            + (manyFaults ? " (" + what + ")" : "");
    return new Figure(id, title, captions.of(x, y, panels, shown), x, y, panels);
  }

  private static Figure.Panel panel(
      String title,
      List<CellSummary> cells,
      Predicate<Cell> here,
      Function<Cell, Double> x,
      Quantity y) {
    List<CellSummary> some = cells.stream().filter(c -> here.test(c.cell())).toList();
    List<Figure.Line> lines = new ArrayList<>();
    for (String protocol : distinct(cells, Cell::protocol)) {
      List<CellSummary> own =
          some.stream()
              .filter(c -> c.cell().protocol().equals(protocol))
              .sorted(Comparator.comparing(c -> x.apply(c.cell())))
              .toList();
      for (Measure measure : measures(y)) {
        lines.add(
            line(
                protocol,
                measure,
                own.stream().map(c -> point(c, x.apply(c.cell()), measure)).toList()));
      }
    }
    return new Figure.Panel(title, lines);
  }

  private static Figure.Line line(String protocol, Measure measure, List<Figure.Point> points) {
    String name = (Looks.name(protocol) + " " + measure.name()).strip();
    return new Figure.Line(name, protocol, measure.dashed(), points);
  }

  private static Figure.Point point(CellSummary cell, double x, Measure measure) {
    if (measure.column() == Column.AGREEMENT_VIOLATIONS) {
      int torn = cell.happened(measure.column());
      return new Figure.Point(
          x, Estimate.share(torn, cell.rows().size()), Figure.Absence.UNREACHED);
    }
    Estimate estimate = cell.estimate(measure.column()).withoutBarToZero();
    if (cell.unequal()) {
      return new Figure.Point(x, estimate.withheld(), Figure.Absence.UNEQUAL);
    }
    if (cell.total(Column.COMMITTED) == 0) {
      return new Figure.Point(x, estimate.withheld(), Figure.Absence.NOTHING_FINAL);
    }
    boolean steady = cell.estimate(Column.WINDOW_S).value().isPresent();
    return new Figure.Point(
        x, estimate, steady ? Figure.Absence.UNREACHED : Figure.Absence.UNSTEADY);
  }

  private static List<Measure> measures(Quantity y) {
    return switch (y) {
      case LATENCY ->
          List.of(
              new Measure("p50", Column.LATENCY_P50_MS, false),
              new Measure("p99", Column.LATENCY_P99_MS, true));
      case MESSAGES -> List.of(new Measure("", Column.MESSAGES_PER_TX, false));
      case VIOLATED -> List.of(new Measure("", Column.AGREEMENT_VIOLATIONS, false));
      default -> List.of(new Measure("", Column.THROUGHPUT_TPS, false));
    };
  }

  private static <T extends Comparable<T>> List<T> distinct(
      List<CellSummary> cells, Function<Cell, T> part) {
    return cells.stream().map(cell -> part.apply(cell.cell())).distinct().sorted().toList();
  }

  /** A column that is drawn as a line. */
  private record Measure(String name, Column column, boolean dashed) {}
}

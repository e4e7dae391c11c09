package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.comparison.Column;
import org.medchain.experiments.results.Cell;
import org.medchain.experiments.results.CellSummary;

/** The figures of a run: each quantity against the number of nodes and against the fault rate. */
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
    List<CellSummary> some = cells.stream().filter(c -> c.cell().fault().equals(fault)).toList();
    boolean byRate = distinct(some, Cell::faultRate).size() > 1;
    // With a single point of the grid there is still one figure to show.
    boolean byNodes = distinct(some, Cell::nodes).size() > 1 || !byRate;
    List<Figure> figures = new ArrayList<>();
    for (Quantity y : List.of(Quantity.THROUGHPUT, Quantity.LATENCY, Quantity.MESSAGES)) {
      if (byNodes) {
        figures.add(againstNodes(fault, some, y));
      }
    }
    for (Quantity y : List.of(Quantity.THROUGHPUT, Quantity.LATENCY)) {
      if (byRate) {
        figures.add(againstRate(fault, some, y));
      }
    }
    return figures.stream();
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
    return figure(fault, Quantity.NODES, y, panels);
  }

  private Figure againstRate(String fault, List<CellSummary> some, Quantity y) {
    List<Figure.Panel> panels =
        distinct(some, Cell::nodes).stream()
            .map(
                nodes ->
                    panel(
                        nodes + " nodes", some, cell -> cell.nodes() == nodes, Cell::faultRate, y))
            .toList();
    return figure(fault, Quantity.FAULT_RATE, y, panels);
  }

  private Figure figure(String fault, Quantity x, Quantity y, List<Figure.Panel> panels) {
    String id = (y + "-" + x + "-" + fault).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    String title =
        Captions.title(y)
            + " against the "
            + (x == Quantity.NODES ? "number of nodes" : "fault rate")
            + (manyFaults ? " (" + fault + ")" : "");
    return new Figure(id, title, captions.of(x, y, panels), x, y, panels);
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
        String name = (Looks.name(protocol) + " " + measure.name()).strip();
        lines.add(
            new Figure.Line(
                name,
                protocol,
                measure.dashed(),
                own.stream().map(c -> point(c, x.apply(c.cell()), measure.column())).toList()));
      }
    }
    return new Figure.Panel(title, lines);
  }

  private static Figure.Point point(CellSummary cell, double x, Column column) {
    return new Figure.Point(x, cell.estimate(column), cell.total(Column.COMMITTED) == 0);
  }

  private static List<Measure> measures(Quantity y) {
    return switch (y) {
      case LATENCY ->
          List.of(
              new Measure("p50", Column.LATENCY_P50_MS, false),
              new Measure("p99", Column.LATENCY_P99_MS, true));
      case MESSAGES -> List.of(new Measure("", Column.MESSAGES_PER_TX, false));
      case THROUGHPUT, NODES, FAULT_RATE -> List.of(new Measure("", Column.THROUGHPUT_TPS, false));
    };
  }

  private static <T extends Comparable<T>> List<T> distinct(
      List<CellSummary> cells, Function<Cell, T> part) {
    return cells.stream().map(cell -> part.apply(cell.cell())).distinct().sorted().toList();
  }

  /** A column that is drawn as a line. */
  private record Measure(String name, Column column, boolean dashed) {}
}

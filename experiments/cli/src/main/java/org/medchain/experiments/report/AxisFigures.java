package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.report.RunFigures.CellAxis;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.GridCell;

/**
 * Throughput and latency against each of the config's own axes that has numbers (CMP-58), a panel
 * for each number of nodes and place on the other axes.
 *
 * @param set of all figures of the run
 * @param fault of the cells
 */
record AxisFigures(RunFigures set, String fault) {
  /** Of cells with one promise and one block interval, those with the first fault rate. */
  List<ResultFigure> of(List<CellSummary> all) {
    GridCell first = all.getFirst().cell();
    List<CellSummary> here =
        all.stream().filter(each -> each.cell().faultRate() == first.faultRate()).toList();
    List<ResultFigure> figures = new ArrayList<>();
    for (String path : first.axes().keySet()) {
      Set<String> texts = texts(here, path);
      boolean numbers = texts.stream().allMatch(CsvTable::isNumber);
      if (numbers && texts.size() > 1) {
        List<String> others =
            first.axes().keySet().stream().filter(each -> isApart(here, path, each)).toList();
        for (AxisQuantity y : List.of(AxisQuantity.THROUGHPUT, AxisQuantity.LATENCY)) {
          figures.add(
              set.across(
                  fault + "-" + path.replace('.', '-'),
                  new CellAxis(AxisQuantity.KEY, path, cell -> place(cell, path)),
                  y,
                  here,
                  cell -> place(cell, others)));
        }
      }
    }
    return figures;
  }

  private static Set<String> texts(List<CellSummary> some, String path) {
    return some.stream()
        .flatMap(each -> each.cell().axis(path).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether another axis has several values beside one of this: those in step have one. */
  private static boolean isApart(List<CellSummary> here, String path, String other) {
    return here.stream()
        .filter(each -> each.cell().axis(path).isPresent())
        .collect(Collectors.groupingBy(each -> each.cell().axis(path)))
        .values()
        .stream()
        .anyMatch(some -> texts(some, other).size() > 1);
  }

  private static OptionalDouble place(GridCell cell, String path) {
    return cell.axis(path).stream().mapToDouble(Double::parseDouble).findFirst();
  }

  private static String place(GridCell cell, List<String> others) {
    return cell.nodes()
        + " nodes"
        + others.stream()
            .map(path -> ", " + path + " " + cell.axis(path).orElse(CellTable.ABSENT))
            .collect(Collectors.joining());
  }
}

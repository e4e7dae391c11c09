package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.DayStepRow;
import org.medchain.experiments.results.HistogramLog;
import org.medchain.experiments.results.ReportSentence;

/**
 * The steps of days of visits, both hosts side by side (EXP-19, CMP-55).
 *
 * @param rows of each experiment the simulation's, then the cluster's; none if no load is a day
 */
public record DayStepsSection(List<DayStepRow> rows) {
  static final String TABLE = "day-steps.csv";
  static final String HISTOGRAMS = "day-steps.hlog";

  private static final List<CsvColumn<DayStepRow>> COLUMNS =
      List.of(
          new CsvColumn<>("experiment", DayStepRow::experiment),
          new CsvColumn<>("step", DayStepRow::step),
          new CsvColumn<>("", DayStepRow::host),
          new CsvColumn<>("answered", row -> row.latencyUs().getTotalCount()),
          new CsvColumn<>("p50", row -> ms(row, 500)),
          new CsvColumn<>("medians", DayStepsSection::medians),
          new CsvColumn<>("p90", row -> ms(row, 900)),
          new CsvColumn<>("p99", row -> ms(row, 990)),
          new CsvColumn<>("max", row -> ms(row, 1000)));

  public DayStepsSection {
    rows = List.copyOf(rows);
  }

  /** Writes table and histograms beside the page, if there are any. */
  void write(Path folder) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    CsvTable.writeColumns(folder.resolve(TABLE), DayStepRow.COLUMNS, rows);
    HistogramLog.write(
        folder.resolve(HISTOGRAMS),
        "latency in us; tags are experiment:host:step",
        rows.stream().map(DayStepRow::latencyUs).toList());
  }

  /** The table of the page; nothing if there is none. */
  String html() {
    if (rows.isEmpty()) {
      return "";
    }
    return "<h2>Steps of the day</h2>\n"
        + Markup.element("p", ReportSentence.of("compare.day", HISTOGRAMS, TABLE))
        + HtmlPage.table(COLUMNS, sideBySide())
        + "\n"
        + Markup.element("p", "Without an answer: " + lost() + ".");
  }

  private static String ms(DayStepRow row, int permille) {
    return CellTable.number(row.ms(permille));
  }

  private static String medians(DayStepRow row) {
    return CellTable.number(row.leastMedianMs()) + " … " + CellTable.number(row.greatestMedianMs());
  }

  /** Each step's hosts one below the other. */
  private List<DayStepRow> sideBySide() {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                each -> List.of(each.experiment(), each.step()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private long lost() {
    return rows.stream().filter(each -> !each.isVisit()).mapToLong(DayStepRow::lost).sum();
  }

  /** The same as lines for a terminal. */
  List<String> lines() {
    return rows.isEmpty() ? List.of() : CellTable.of(COLUMNS, sideBySide(), 1).lines();
  }
}

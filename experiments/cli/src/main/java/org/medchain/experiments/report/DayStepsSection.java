package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.DayStepRow;
import org.medchain.experiments.results.HistogramLog;

/**
 * The steps of days of visits, both hosts side by side (EXP-19, CMP-55).
 *
 * @param rows of each experiment the simulation's, then the cluster's; none if no load is a day
 */
public record DayStepsSection(List<DayStepRow> rows) {
  static final String TABLE = "day-steps.csv";
  static final String HISTOGRAMS = "day-steps.hlog";

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
    StringBuilder html = new StringBuilder("<h2>Steps of the day</h2>\n");
    html.append(
        Markup.element(
            "p",
            ("Latencies of each step in ms from its intended start, or from when what it "
                    + "had to wait for was final; all repeats together, and the range of the "
                    + "repeats' medians. Unanswered steps count as infinitely late. The "
                    + "histograms are in %s, this table in %s.")
                .formatted(HISTOGRAMS, TABLE)));
    html.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (String head :
        List.of("experiment", "step", "", "answered", "p50", "medians", "p90", "p99", "max")) {
      html.append(Markup.element("th", head));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (DayStepRow each : sideBySide()) {
      html.append("<tr>");
      cells(each).forEach(word -> html.append(Markup.element("td", word)));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
    html.append(Markup.element("p", "Without an answer: " + lost() + "."));
    return html.toString();
  }

  private static List<String> cells(DayStepRow row) {
    return List.of(
        row.experiment(),
        row.step(),
        row.host(),
        Long.toString(row.latencyUs().getTotalCount()),
        CellTable.number(row.ms(500)),
        CellTable.number(row.leastMedianMs()) + " … " + CellTable.number(row.greatestMedianMs()),
        CellTable.number(row.ms(900)),
        CellTable.number(row.ms(990)),
        CellTable.number(row.ms(1000)));
  }

  /** Each step's hosts one below the other. */
  private List<DayStepRow> sideBySide() {
    Map<List<String>, List<DayStepRow>> hosts = new LinkedHashMap<>();
    for (DayStepRow each : rows) {
      hosts
          .computeIfAbsent(List.of(each.experiment(), each.step()), key -> new ArrayList<>())
          .add(each);
    }
    return hosts.values().stream().flatMap(List::stream).toList();
  }

  private long lost() {
    return rows.stream().filter(each -> !each.isVisit()).mapToLong(DayStepRow::lost).sum();
  }

  /** The medians as lines for a terminal. */
  List<String> lines() {
    return sideBySide().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s, %-8s %-10s p50 ms %s  p99 ms %s",
                    each.experiment(),
                    each.step(),
                    each.host(),
                    CellTable.number(each.ms(500)),
                    CellTable.number(each.ms(990))))
        .toList();
  }
}

package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medchain.comparison.prediction.PredictionForm;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.GridCell;

/**
 * The part of a report that compares closed forms with measurements (CMP-51).
 *
 * @param rows a form and a cell each
 * @param trouble why there are none, where the config cannot be read; else empty
 */
record FormSection(List<FormRow> rows, String trouble) {
  /** The table of numbers beside the page. */
  static final String FILE = "closed-forms.csv";

  /** Its figures. */
  List<ResultFigure> figures() {
    return FormFigures.of(rows);
  }

  /** Writes the table of numbers into the report's folder. */
  void write(Path folder) throws IOException {
    List<CsvColumn<FormRow>> columns =
        List.of(
            new CsvColumn<>("form", row -> row.form().key()),
            new CsvColumn<>("predicted", row -> row.prediction().value()),
            new CsvColumn<>("measured", row -> row.measured().value()),
            new CsvColumn<>("low", row -> row.measured().low()),
            new CsvColumn<>("high", row -> row.measured().high()),
            new CsvColumn<>("ratio", FormRow::ratio),
            new CsvColumn<>("reason", FormRow::reason));
    CsvTable.writeColumns(
        folder.resolve(FILE), CellSummary.columns(rows, FormRow::summary, columns), rows);
  }

  /** With its drawn figures. */
  String html(List<RenderedFigure> figures, String redraw) {
    if (!trouble.isEmpty()) {
      return folded("not compared", Markup.element("p", trouble));
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        "<p>What mathematics says of a cell, beside what was measured there: the ratio is measured"
            + " over predicted. A form leaves out what its assumptions leave out, so that a ratio"
            + " of 1 is not expected everywhere; where few events are expected, as stale blocks in"
            + " a short run, single cells scatter. All numbers are in "
            + Markup.link(FILE)
            + ".</p>");
    parts.add(overview());
    figures.forEach(each -> parts.add(each.html(redraw)));
    parts.add(cells());
    parts.add(reasons());
    return folded("measured beside predicted", String.join("\n", parts));
  }

  private static String folded(String inside, String content) {
    return new FoldedPart("closed-forms", "Closed forms", inside).html(content);
  }

  private List<FormRow> of(PredictionForm form) {
    return rows.stream().filter(row -> row.form() == form).toList();
  }

  private List<PredictionForm> forms() {
    return Arrays.stream(PredictionForm.values()).filter(form -> !of(form).isEmpty()).toList();
  }

  private String overview() {
    List<String> heads =
        List.of("form", "cells", "ratio, least", "median", "greatest", "says", "source");
    List<List<String>> table = new ArrayList<>();
    for (PredictionForm form : forms()) {
      double[] ratios =
          of(form).stream().flatMapToDouble(row -> row.ratio().stream()).sorted().toArray();
      int count = ratios.length;
      boolean none = count == 0;
      table.add(
          List.of(
              form.title(),
              count + " of " + of(form).size(),
              none ? CellTable.ABSENT : ratio(ratios[0]),
              none ? CellTable.ABSENT : ratio((ratios[(count - 1) / 2] + ratios[count / 2]) / 2),
              none ? CellTable.ABSENT : ratio(ratios[count - 1]),
              form.says(),
              form.source()));
    }
    return ReportPage.table("cells forms", heads, table, last -> "");
  }

  private static String ratio(double value) {
    return "× " + ReadableNumbers.significant(value);
  }

  private String cells() {
    List<String> heads =
        List.of(
            "form",
            "nodes",
            "fault",
            "faulty",
            "withstands",
            "block",
            "predicted",
            "measured",
            "ratio");
    List<List<String>> table =
        forms().stream()
            .flatMap(form -> of(form).stream())
            .filter(row -> row.ratio().isPresent())
            .map(FormSection::cell)
            .toList();
    return "<details>\n<summary>Cell by cell: predicted, measured (its bar), ratio; "
        + table.size()
        + " rows</summary>\n"
        + ReportPage.table(heads, table)
        + "\n</details>";
  }

  private static List<String> cell(FormRow row) {
    GridCell cell = row.summary().cell();
    String interval = AxisQuantity.BLOCK_INTERVAL.tick(cell.blockIntervalS());
    return List.of(
        row.form().title() + cell.axisWords(),
        Integer.toString(cell.nodes()),
        cell.faultRate() == 0 ? "none" : cell.fault(),
        AxisQuantity.FAULT_RATE.tick(cell.faultRate()),
        AxisQuantity.ATTACKER_SHARE.tick(cell.finality().attackerShare()),
        interval.isEmpty() ? CellTable.ABSENT : interval,
        ReadableNumbers.significant(row.prediction().value().orElseThrow()),
        row.measured().words(ReadableNumbers::significant, " to "),
        ratio(row.ratio().orElseThrow()));
  }

  /** The reasons why forms do not apply, with the number of cells. */
  private String reasons() {
    List<String> items = new ArrayList<>();
    for (PredictionForm form : forms()) {
      Map<String, Long> counts =
          of(form).stream()
              .filter(row -> !row.reason().isEmpty())
              .collect(Collectors.groupingBy(FormRow::reason, TreeMap::new, Collectors.counting()));
      counts.forEach(
          (reason, count) -> {
            String cells = count == 1 ? "1 cell" : count + " cells";
            items.add(Markup.element("li", form.title() + ": " + cells + ", " + reason));
          });
    }
    items.add(
        Markup.element(
            "li",
            "Availability of PBFT (binomial): no cell. In a trial a fixed number of nodes is down;"
                + " the form is about nodes that are down independently of each other."));
    items.add(
        Markup.element(
            "li",
            "Random committees (hypergeometric): no cell. No committee is drawn in a trial."));
    return "<details>\n<summary>Where a form is not compared, and why</summary>\n<ul>\n"
        + String.join("\n", items)
        + "\n</ul>\n</details>";
  }
}

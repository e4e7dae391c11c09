package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.comparison.prediction.PredictionForm;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.ReportSentence;

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
  String html(List<String> figures) {
    if (!trouble.isEmpty()) {
      return folded("not compared", Markup.element("p", trouble));
    }
    List<String> parts = new ArrayList<>();
    parts.add(ReportSentence.of("forms.opening", Markup.link(FILE)));
    parts.add(overview());
    parts.addAll(figures);
    parts.add(cells());
    return folded("measured beside predicted", String.join("\n", parts));
  }

  private static String folded(String inside, String content) {
    return ReportPage.folded("closed-forms", "Closed forms", inside, content);
  }

  private List<FormRow> of(PredictionForm form) {
    return rows.stream().filter(row -> row.form() == form).toList();
  }

  private List<PredictionForm> forms() {
    return Arrays.stream(PredictionForm.values()).filter(form -> !of(form).isEmpty()).toList();
  }

  private String overview() {
    List<CsvColumn<PredictionForm>> columns =
        List.of(
            new CsvColumn<>("form", PredictionForm::title),
            new CsvColumn<>("cells", form -> ratios(form).length + " of " + of(form).size()),
            new CsvColumn<>("ratio, least", form -> quantile(ratios(form), 0)),
            new CsvColumn<>("median", form -> quantile(ratios(form), 0.5)),
            new CsvColumn<>("greatest", form -> quantile(ratios(form), 1)),
            new CsvColumn<>("says", PredictionForm::says),
            new CsvColumn<>("source", PredictionForm::source));
    return HtmlPage.table("cells forms", columns, forms(), last -> "");
  }

  /** In their order. */
  private double[] ratios(PredictionForm form) {
    return of(form).stream().flatMapToDouble(row -> row.ratio().stream()).sorted().toArray();
  }

  private static String quantile(double[] sorted, double share) {
    int most = sorted.length - 1;
    return most < 0
        ? CellTable.ABSENT
        : ratio(
            (sorted[(int) Math.floor(share * most)] + sorted[(int) Math.ceil(share * most)]) / 2);
  }

  private static String ratio(double value) {
    return "× " + ReadableNumbers.significant(value);
  }

  private String cells() {
    List<FormRow> shown = forms().stream().flatMap(form -> of(form).stream()).toList();
    List<CsvColumn<FormRow>> columns =
        List.of(
            new CsvColumn<>("form", row -> row.form().title() + row.cell().axisWords()),
            new CsvColumn<>("nodes", row -> row.cell().nodes()),
            new CsvColumn<>(
                "fault", row -> row.cell().faultRate() == 0 ? "none" : row.cell().fault()),
            new CsvColumn<>("faulty", row -> AxisQuantity.FAULT_RATE.tick(row.cell().faultRate())),
            new CsvColumn<>(
                "withstands",
                row -> AxisQuantity.ATTACKER_SHARE.tick(row.cell().finality().attackerShare())),
            new CsvColumn<>("block", FormSection::interval),
            new CsvColumn<>("predicted", row -> CellTable.number(row.prediction().value())),
            new CsvColumn<>("measured", FormSection::measured),
            new CsvColumn<>(
                "ratio",
                row -> row.ratio().isPresent() ? ratio(row.ratio().getAsDouble()) : row.reason()));
    return ReportSentence.of("forms.cells", shown.size(), HtmlPage.table(columns, shown));
  }

  private static String measured(FormRow row) {
    return row.measured().value().isPresent()
        ? row.measured().words(ReadableNumbers::significant, " to ")
        : CellTable.ABSENT;
  }

  private static String interval(FormRow row) {
    String interval = AxisQuantity.BLOCK_INTERVAL.tick(row.cell().blockIntervalS());
    return interval.isEmpty() ? CellTable.ABSENT : interval;
  }
}

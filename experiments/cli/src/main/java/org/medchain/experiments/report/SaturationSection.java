package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.StepsFile;
import tools.jackson.databind.JsonNode;

/**
 * The part of a report about saturation (EXP-29): throughput there, and latency at shares of it.
 * Empty for runs that do not search for it.
 */
record SaturationSection(List<SaturationCell> cells, String rule) {
  /** The table of numbers beside the page. */
  static final String FILE = "saturation.csv";

  private static final double MS_PER_S = 1000;

  /** Of a run's cells and its table of steps, if it has one. */
  static SaturationSection of(List<CellSummary> cells, RecordedRun run) throws UserInputException {
    return new SaturationSection(
        SaturationCell.of(cells, StepsFile.read(run.folder().steps())), rule(run.config()));
  }

  /** Its figures. */
  List<ResultFigure> figures() {
    return SaturationFigures.of(cells);
  }

  /** Writes the table of numbers into the report's folder, or takes an earlier one away. */
  void write(Path folder) throws IOException {
    if (cells.isEmpty()) {
      Files.deleteIfExists(folder.resolve(FILE));
      return;
    }
    List<SharedLoad> rows =
        cells.stream()
            .flatMap(each -> each.shares().stream().map(share -> new SharedLoad(each, share)))
            .toList();
    List<CsvColumn<SharedLoad>> columns =
        List.of(
            new CsvColumn<>("saturation_tps", row -> row.cell.throughput().value()),
            new CsvColumn<>("saturation_tps_low", row -> row.cell.throughput().low()),
            new CsvColumn<>("saturation_tps_high", row -> row.cell.throughput().high()),
            new CsvColumn<>("repeats_with_value", row -> row.cell.throughput().present()),
            new CsvColumn<>("share", row -> row.share),
            new CsvColumn<>("latency_p50_ms", row -> row.latencyMs(SaturationCell.MEDIAN)),
            new CsvColumn<>("latency_p99_ms", row -> row.latencyMs(SaturationCell.TAIL)));
    CsvTable.writeColumns(
        folder.resolve(FILE), CellSummary.columns(rows, row -> row.cell.summary(), columns), rows);
  }

  /** A cell at a share of its saturation. */
  private record SharedLoad(SaturationCell cell, double share) {
    OptionalDouble latencyMs(Function<SaturationStep, OptionalDouble> percentile) {
      return cell.latency(share, percentile).value();
    }
  }

  /** With its drawn figures; nothing where there was no search. */
  String html(List<String> figures) {
    if (cells.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    parts.add("<h2 id=\"saturation\">Saturation</h2>");
    parts.add(
        ReportSentence.of(
            "saturation.opening",
            Markup.escape(rule),
            Markup.link("../steps.csv"),
            Markup.link(FILE)));
    parts.add(table());
    parts.addAll(figures);
    return String.join("\n", parts) + "\n";
  }

  private String table() {
    TreeSet<Double> shares = new TreeSet<>();
    cells.forEach(searched -> shares.addAll(searched.shares()));
    List<CsvColumn<SaturationCell>> columns = new ArrayList<>();
    columns.add(of("protocol", cell -> ChartStyle.name(cell.protocol()) + cell.axisWords()));
    columns.add(of("nodes", GridCell::nodes));
    columns.add(of("fault", cell -> cell.faultRate() == 0 ? "none" : cell.fault()));
    columns.add(of("faulty", cell -> AxisQuantity.FAULT_RATE.tick(cell.faultRate())));
    columns.add(new CsvColumn<>("saturation tx/s", each -> CellTable.text(each.throughput(), 1)));
    columns.add(new CsvColumn<>("bracket tx/s", SaturationCell::bracket));
    shares.forEach(share -> columns.add(seconds("p50 s at ", share, SaturationCell.MEDIAN)));
    shares.forEach(share -> columns.add(seconds("p99 s at ", share, SaturationCell.TAIL)));
    return HtmlPage.table(columns, cells);
  }

  /** The rule by which a step is sustained (CMP-52). */
  private static String rule(JsonNode config) {
    JsonNode given = config.path("workload").path("saturation");
    SaturationConfig usual = SaturationConfig.defaults();
    double share = given.path("committed_share").asDouble(usual.requiredShare());
    double factor = given.path("latency_factor").asDouble(usual.latencyBound());
    double width = given.path("resolution").asDouble(usual.bracketWidth());
    return ReportSentence.of(
        "saturation.rule",
        ReadableNumbers.percent(share),
        ReadableNumbers.significant(factor),
        ReadableNumbers.percent(width));
  }

  private static CsvColumn<SaturationCell> of(String head, Function<GridCell, Object> word) {
    return new CsvColumn<>(head, each -> word.apply(each.summary().cell()));
  }

  private static CsvColumn<SaturationCell> seconds(
      String head, double share, Function<SaturationStep, OptionalDouble> percentile) {
    return new CsvColumn<>(
        head + AxisQuantity.LOAD_SHARE.tick(share),
        each -> CellTable.text(each.latency(share, percentile), MS_PER_S));
  }
}

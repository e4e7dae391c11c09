package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.StepsFile;

/**
 * The part of a report about saturation (EXP-29): throughput there, and latency at shares of it.
 * Empty for runs that do not search for it.
 */
record SaturationSection(List<SaturationCell> cells, String rule) {
  /** The table of numbers beside the page. */
  static final String FILE = "saturation.csv";

  private static final double MS_PER_S = 1000;

  /** Of a run's cells and its table of steps, if it has one. */
  static SaturationSection of(List<CellSummary> cells, RunFolder folder, RunManifest manifest)
      throws UserInputException {
    return new SaturationSection(
        SaturationCell.of(cells, StepsFile.ifThere(folder.steps())),
        StepWords.rule(manifest.json().path("config")));
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
            new CsvColumn<>("latency_p50_ms", row -> row.latencyMs(SaturationSection::median)),
            new CsvColumn<>("latency_p99_ms", row -> row.latencyMs(SaturationSection::tail)));
    CsvTable.writeColumns(
        folder.resolve(FILE), CellSummary.columns(rows, row -> row.cell.summary(), columns), rows);
  }

  /** A cell at a share of its saturation. */
  private record SharedLoad(SaturationCell cell, double share) {
    OptionalDouble latencyMs(Function<SaturationStep, OptionalDouble> percentile) {
      return cell.latency(share, percentile).value();
    }
  }

  private static OptionalDouble median(SaturationStep step) {
    return step.latency().p50Ms();
  }

  private static OptionalDouble tail(SaturationStep step) {
    return step.latency().p99Ms();
  }

  /** With its drawn figures; nothing where there was no search. */
  String html(List<RenderedFigure> figures, String redraw) {
    if (cells.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    parts.add("<h2 id=\"saturation\">Saturation</h2>");
    parts.add(
        ("<p>%s Saturation is the mean of trials that took no part in the search, with the 95 "
                + "%% confidence interval of these trials. "
                + "The bracket is the least sustained … the greatest unsustained rate over "
                + "the repeats. Latencies are means over repeats of each one's own percentile, "
                + "in s, at shares of its highest sustained rate, ± the half width of their 95 "
                + "%% confidence interval (Student's t). Every step is in %s, the numbers of "
                + "this table are in %s.</p>")
            .formatted(Markup.escape(rule), Markup.link("../steps.csv"), Markup.link(FILE)));
    parts.add(table());
    figures.forEach(each -> parts.add(each.html(redraw)));
    return String.join("\n", parts) + "\n";
  }

  private String table() {
    TreeSet<Double> shares = new TreeSet<>();
    cells.forEach(searched -> shares.addAll(searched.shares()));
    List<String> heads = new ArrayList<>(List.of("protocol", "nodes", "fault", "faulty"));
    heads.addAll(List.of("saturation tx/s", "bracket tx/s"));
    shares.forEach(share -> heads.add("p50 s at " + StepWords.share(share)));
    shares.forEach(share -> heads.add("p99 s at " + StepWords.share(share)));
    List<List<String>> rows = new ArrayList<>();
    for (SaturationCell searched : cells) {
      GridCell cell = searched.summary().cell();
      List<String> words = new ArrayList<>();
      words.add(ChartStyle.name(cell.protocol()) + cell.axisWords());
      words.add(Integer.toString(cell.nodes()));
      words.add(cell.faultRate() == 0 ? "none" : cell.fault());
      words.add(AxisQuantity.FAULT_RATE.tick(cell.faultRate()));
      words.add(CellTable.text(searched.throughput(), 1));
      words.add(searched.bracket());
      shares.forEach(share -> words.add(seconds(searched, share, SaturationSection::median)));
      shares.forEach(share -> words.add(seconds(searched, share, SaturationSection::tail)));
      rows.add(words);
    }
    return ReportPage.table(heads, rows);
  }

  private static String seconds(
      SaturationCell searched, double share, Function<SaturationStep, OptionalDouble> percentile) {
    return CellTable.text(searched.latency(share, percentile), MS_PER_S);
  }
}

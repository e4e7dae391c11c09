package org.medchain.experiments.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.StepColumn;
import org.medchain.experiments.results.StepsFile;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/** Writes a run as one table a kind of thing, and a dictionary of their columns (EXP-28). */
public final class RunExport {
  private final String run;
  private final String host;
  private final List<TrialRow> rows;
  private final List<CellSummary> cells;
  private final Map<Integer, List<SaturationStep>> steps;

  private RunExport(
      String run,
      String host,
      List<TrialRow> rows,
      List<CellSummary> cells,
      Map<Integer, List<SaturationStep>> steps) {
    this.run = run;
    this.host = host;
    this.rows = rows;
    this.cells = cells;
    this.steps = steps;
  }

  /**
   * Of a run's rows, one or more.
   *
   * @throws UserInputException where a histogram is missing or is none, or steps are not such
   */
  public static RunExport of(RunFolder folder, RunManifest manifest, List<TrialRow> rows)
      throws UserInputException {
    String host = manifest.json().path("config").path("host").asString("simulation");
    List<CellSummary> cells = CellSummary.of(rows, folder::latencies);
    return new RunExport(
        manifest.text("name"), host, rows, cells, StepsFile.ifThere(folder.steps()));
  }

  /**
   * Writes the files into a folder, which is made if there is none, over those of the same names.
   *
   * @return the files
   */
  public List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<ExportTable> tables = new ArrayList<>(List.of(trials(), quantiles()));
    if (!steps.isEmpty()) {
      tables.add(steps());
    }
    tables.add(dictionary(tables));
    for (ExportTable table : tables) {
      table.write(folder);
    }
    return tables.stream().map(table -> folder.resolve(table.file())).toList();
  }

  /** Every column that a trial may have, in every run, so that runs can be put together. */
  private ExportTable trials() {
    List<TrialColumn> columns = List.of(TrialColumn.values());
    return new ExportTable(
        "tidy.csv",
        Stream.of(
                Stream.of(ExportColumn.RUN, ExportColumn.HOST),
                columns.stream().map(ExportColumn::of),
                axes())
            .flatMap(each -> each)
            .toList(),
        rows.stream()
            .map(
                row ->
                    withRun(
                        Stream.concat(
                            columns.stream().map(row::text), row.axes().values().stream())))
            .toList());
  }

  private Stream<ExportColumn> axes() {
    return TrialsFile.axes(rows).stream()
        .map(path -> ExportColumn.ofAxis(path, rows.stream().map(row -> row.axes().get(path))));
  }

  private ExportTable quantiles() {
    List<List<String>> lines =
        cells.stream()
            .flatMap(cell -> QuantileTable.of(cell).stream())
            .map(line -> withRun(line.stream()))
            .toList();
    return new ExportTable(
        "quantiles.csv",
        Stream.concat(
                Stream.of(ExportColumn.RUN, ExportColumn.HOST),
                QuantileTable.columns(axes().toList()).stream())
            .toList(),
        lines);
  }

  /** Of a run that searches for saturation alone. */
  private ExportTable steps() {
    List<StepColumn> columns = List.of(StepColumn.values());
    List<List<String>> lines = new ArrayList<>();
    for (TrialRow row : rows) {
      for (SaturationStep step : steps.getOrDefault(row.trial(), List.of())) {
        lines.add(withRun(columns.stream().map(column -> column.text(row, step))));
      }
    }
    return new ExportTable(
        "steps.csv",
        Stream.concat(
                Stream.of(ExportColumn.RUN, ExportColumn.HOST),
                columns.stream().map(ExportColumn::ofStep))
            .toList(),
        lines);
  }

  private List<String> withRun(Stream<String> fields) {
    return Stream.concat(Stream.of(run, host), fields).toList();
  }

  private static ExportTable dictionary(List<ExportTable> tables) {
    return new ExportTable(
        "dictionary.csv",
        List.of(
            ExportColumn.text("file", ""),
            ExportColumn.text("column", ""),
            ExportColumn.text("type", ""),
            ExportColumn.text("unit", ""),
            ExportColumn.text("absent", ""),
            ExportColumn.text("meaning", "")),
        tables.stream().flatMap(table -> table.description().stream()).toList());
  }
}

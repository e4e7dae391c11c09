package org.medchain.experiments.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.StepsFile;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/** Writes a run as one table a kind of thing, and a dictionary of their columns (EXP-28). */
public final class RunExport {
  private final List<ExportTable> tables = new ArrayList<>();
  private final RunColumns run;
  private final List<TrialRow> rows;
  private final List<CellSummary> cells;

  private RunExport(RunColumns run, List<TrialRow> rows, List<CellSummary> cells) {
    this.run = run;
    this.rows = rows;
    this.cells = cells;
  }

  /**
   * Of a run's rows, one or more.
   *
   * @param cells of these rows
   * @throws UserInputException where steps are not such
   */
  public static RunExport of(
      RunFolder folder, RunManifest manifest, List<TrialRow> rows, List<CellSummary> cells)
      throws UserInputException {
    String host = manifest.json().path("config").path("host").asString("simulation");
    List<ExportColumn> axes =
        TrialsFile.axes(rows).stream()
            .map(path -> ExportColumn.ofAxis(path, rows.stream().map(row -> row.axes().get(path))))
            .toList();
    RunColumns run = new RunColumns(manifest.text("name"), host, axes);
    RunExport export = new RunExport(run, rows, cells);
    export.tables.add(export.trials());
    export.tables.add(QuantileTable.of(run, cells));
    Map<Integer, List<SaturationStep>> steps = StepsFile.ifThere(folder.steps());
    if (!steps.isEmpty()) {
      export.tables.add(export.steps(steps));
    }
    return export;
  }

  /**
   * Adds the long tables (EXP-45).
   *
   * @param figures of the run's report
   */
  public void addLongTables(List<ResultFigure> figures) {
    LongTables numbers = new LongTables(run, rows, cells);
    tables.addAll(List.of(numbers.ofTrials(), numbers.ofCells(), FigureTable.of(run, figures)));
  }

  /**
   * Writes the files into a folder, which is made if there is none, over those of the same names.
   *
   * @return the files
   */
  public List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<ExportTable> all = new ArrayList<>(tables);
    all.add(dictionary(tables));
    for (ExportTable table : all) {
      table.write(folder);
    }
    return all.stream().map(table -> folder.resolve(table.file())).toList();
  }

  /** Every column that a trial may have, in every run, so that runs can be put together. */
  private ExportTable trials() {
    return run.table("tidy.csv", run.of(List.of(TrialColumn.values()), row -> row), rows.stream());
  }

  /** A step of a trial. */
  private record TrialStep(TrialRow trial, SaturationStep step) {}

  /** Of a run that searches for saturation alone. */
  private ExportTable steps(Map<Integer, List<SaturationStep>> steps) {
    return run.table(
        "steps.csv",
        IntStream.range(0, StepsFile.COLUMNS.size())
            .mapToObj(
                i ->
                    new ExportField<TrialStep>(
                        ExportColumn.of(StepsFile.COLUMNS.get(i)),
                        row -> StepsFile.texts(row.trial, row.step).get(i))),
        rows.stream()
            .flatMap(
                row ->
                    steps.getOrDefault(row.trial(), List.of()).stream()
                        .map(step -> new TrialStep(row, step))));
  }

  private static ExportTable dictionary(List<ExportTable> tables) {
    return new ExportTable(
        "dictionary.csv",
        Stream.of("file", "column", "type", "unit", "absent", "meaning")
            .map(name -> new ExportColumn(name, "text", "", ""))
            .toList(),
        tables.stream().flatMap(table -> table.description().stream()).toList());
  }
}

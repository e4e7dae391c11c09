package org.medchain.experiments.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.comparison.ColumnDefinition;
import org.medchain.comparison.ColumnDefinition.ColumnType;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.StepsFile;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/** Writes a run as one table a kind of thing, and a dictionary of their columns (EXP-28). */
public final class RunExport {
  private RunExport() {}

  /** A step of a trial. */
  private record TrialStep(TrialRow trial, SaturationStep step) {}

  /**
   * Writes the tables into a folder, which is made if there is none, over those of the same names.
   *
   * @param cells of the run, one or more
   * @param figures of its report, for the tables that draw them (EXP-45); empty where they are not
   *     wanted
   * @return the files
   * @throws UserInputException where steps are not such
   */
  public static List<Path> write(
      RecordedRun recorded, List<CellSummary> cells, Optional<List<ResultFigure>> figures, Path to)
      throws IOException, UserInputException {
    List<TrialRow> rows = recorded.rows();
    String host = recorded.config().path("host").asString("simulation");
    List<ColumnDefinition> axes =
        TrialsFile.axes(rows).stream()
            .map(path -> ExportField.ofAxis(path, rows.stream().map(row -> row.axes().get(path))))
            .toList();
    RunColumns run = new RunColumns(recorded.manifest().text("name"), host, axes);
    List<ExportTable> tables = new ArrayList<>();
    // Every column that a trial may have, in every run, so that runs can be put together.
    tables.add(
        run.table("tidy.csv", run.of(List.of(TrialColumn.values()), row -> row), rows.stream()));
    tables.add(QuantileTable.of(run, cells));
    Map<Integer, List<SaturationStep>> steps = StepsFile.read(recorded.folder().steps());
    if (!steps.isEmpty()) {
      tables.add(steps(run, rows, steps));
    }
    if (figures.isPresent()) {
      tables.add(QuantityTable.of(run, rows, cells));
      tables.add(FigureTable.of(run, figures.get()));
    }
    tables.add(dictionary(List.copyOf(tables)));
    Files.createDirectories(to);
    for (ExportTable table : tables) {
      table.write(to);
    }
    return tables.stream().map(table -> to.resolve(table.file())).toList();
  }

  private static ExportTable steps(
      RunColumns run, List<TrialRow> rows, Map<Integer, List<SaturationStep>> steps) {
    return run.table(
        "steps.csv",
        IntStream.range(0, StepsFile.COLUMNS.size())
            .mapToObj(
                i ->
                    new ExportField<TrialStep>(
                        StepsFile.COLUMNS.get(i),
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
            .map(name -> new ColumnDefinition(name, ColumnType.TEXT, false, "", 0, "", 1, ""))
            .toList(),
        tables.stream().flatMap(table -> table.description().stream()).toList());
  }
}

package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.comparison.ColumnDefinition;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;

/**
 * {@code steps.csv}: the steps of all searches for saturation of a run, in the order of their
 * trials and of the steps in them (EXP-29). A trial without its steps counts as not run.
 */
public final class StepsFile {
  /** Of its trial, before those of the step. */
  private static final List<TrialColumn> OF_TRIAL =
      List.of(
          TrialColumn.TRIAL,
          TrialColumn.PROTOCOL,
          TrialColumn.NODES,
          TrialColumn.FAULT,
          TrialColumn.FAULT_RATE,
          TrialColumn.REPEAT);

  /** All columns. */
  public static final List<ColumnDefinition> COLUMNS =
      ColumnDefinition.all(SchemaText.of(StepsFile.class, "step-columns.txt"));

  private static final List<String> HEADS = COLUMNS.stream().map(ColumnDefinition::header).toList();

  private StepsFile() {}

  /**
   * Writes the steps of the trials that have a row.
   *
   * @param rows by the number of their trial
   * @param steps of each such trial
   */
  static void write(
      Path file, Map<Integer, TrialRow> rows, Map<Integer, List<SaturationStep>> steps)
      throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (Map.Entry<Integer, List<SaturationStep>> trial : steps.entrySet()) {
      TrialRow row = rows.get(trial.getKey());
      for (SaturationStep step : trial.getValue()) {
        lines.add(texts(row, step));
      }
    }
    CsvTable.write(file, HEADS, lines);
  }

  /** A step's fields, in the order of the columns. */
  public static List<String> texts(TrialRow trial, SaturationStep step) {
    return Stream.concat(OF_TRIAL.stream().map(trial::text), RecordRow.texts(step)).toList();
  }

  /**
   * The steps by the number of their trial. A last row that is only half written is left out, and
   * its trial is as one whose steps are missing.
   *
   * @throws UserInputException with the file and line of the first other difference from the format
   *     of {@link #write}
   */
  public static Map<Integer, List<SaturationStep>> read(Path file) throws UserInputException {
    Map<Integer, List<SaturationStep>> steps = new TreeMap<>();
    if (Files.notExists(file)) {
      return steps;
    }
    CsvTable.read(
            file,
            HEADS,
            fields ->
                Map.entry(
                    Integer.parseInt(fields.getFirst()),
                    RecordRow.read(
                        SaturationStep.class,
                        fields.subList(OF_TRIAL.size(), HEADS.size()).iterator())))
        .forEach(
            each ->
                steps
                    .computeIfAbsent(each.getKey(), key -> new ArrayList<>())
                    .add(each.getValue()));
    return steps;
  }
}

package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.ReadableNumbers;
import tools.jackson.databind.JsonNode;

/**
 * {@code errors.csv}: the calibrated simulation's error against real processes, cell by cell
 * (EXP-19), and its consequence for any simulated percentile (EXP-22).
 *
 * @param rows in the order in which they were compared
 */
public record SimulationErrors(List<SimulationErrorRow> rows) {
  /** Of the file, beside the page. */
  public static final String NAME = "errors.csv";

  private static final List<CsvColumn<SimulationErrorRow>> COLUMNS =
      List.of(
          new CsvColumn<>("experiment", SimulationErrorRow::experiment),
          new CsvColumn<>("nodes", SimulationErrorRow::nodes),
          new CsvColumn<>("quantity", SimulationErrorRow::quantity),
          new CsvColumn<>("error", row -> plain(row.error())),
          new CsvColumn<>("low", row -> plain(row.low())),
          new CsvColumn<>("high", row -> plain(row.high())));

  /**
   * One cell's error in one quantity.
   *
   * @param experiment name of its config
   * @param nodes of the cell
   * @param quantity a {@link TrialColumn}'s header
   * @param error 0.1 where the simulation is 10 % higher; empty where one of both has no value
   * @param low lower end of its 95 % interval over repeats; empty with one repeat
   * @param high upper end
   */
  public record SimulationErrorRow(
      String experiment,
      int nodes,
      String quantity,
      OptionalDouble error,
      OptionalDouble low,
      OptionalDouble high) {}

  public SimulationErrors {
    rows = List.copyOf(rows);
  }

  /** Of the project's comparison; without rows where there is none. */
  public static SimulationErrors ofProject(Path root) throws UserInputException {
    Path file = root.resolve("results").resolve("compare").resolve(NAME);
    return Files.exists(file) ? read(file) : new SimulationErrors(List.of());
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    CsvTable.writeColumns(file, COLUMNS, rows);
  }

  private static String plain(OptionalDouble share) {
    return share.isPresent() ? String.format(Locale.ROOT, "%.4f", share.getAsDouble()) : "";
  }

  /**
   * Reads what {@link #write} left.
   *
   * @throws UserInputException with the file and line of the first thing that is not as it leaves
   *     it
   */
  public static SimulationErrors read(Path file) throws UserInputException {
    return new SimulationErrors(
        CsvTable.read(
            file,
            COLUMNS.stream().map(CsvColumn::head).toList(),
            each -> RecordRow.read(SimulationErrorRow.class, each.iterator())));
  }

  /** How many times as long real medians were as simulated ones, in a sentence. */
  public String ofMedians() {
    double[] factors =
        errors(TrialColumn.LATENCY_P50_MS)
            .filter(error -> error > -1)
            .map(error -> 1 / (1 + error))
            .sorted()
            .toArray();
    if (factors.length == 0) {
      return ReportSentence.of("errors.no-medians");
    }
    String least = ReadableNumbers.significant(factors[0], 2);
    String most = ReadableNumbers.significant(factors[factors.length - 1], 2);
    return ReportSentence.of(
        "errors.medians", least.equals(most) ? most : least + " to " + most, factors.length, NAME);
  }

  /** The remark beside the 99th percentiles of a run of that config; nothing if it was real. */
  public String ofP99(JsonNode config) {
    return config.path("host").asString("").equals("cluster") ? "" : ofP99();
  }

  /** The remark beside every simulated 99th percentile; PBFT alone runs on processes. */
  public String ofP99() {
    double[] errors = errors(TrialColumn.LATENCY_P99_MS).sorted().toArray();
    if (errors.length == 0) {
      return ReportSentence.of("errors.no-p99");
    }
    String range =
        errors.length == 1
            ? ReadableNumbers.signedPercent(errors[0]) + " (one cell"
            : "between %s and %s (%s cells"
                .formatted(
                    ReadableNumbers.signedPercent(errors[0]),
                    ReadableNumbers.signedPercent(errors[errors.length - 1]),
                    errors.length);
    return ReportSentence.of("errors.p99", range, NAME);
  }

  private DoubleStream errors(TrialColumn quantity) {
    return rows.stream()
        .filter(row -> row.quantity().equals(quantity.header()))
        .flatMapToDouble(row -> row.error().stream());
  }
}

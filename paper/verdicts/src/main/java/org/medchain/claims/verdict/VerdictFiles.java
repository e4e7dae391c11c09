package org.medchain.claims.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.experiment.RawTable;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;
import org.medchain.game.random.IntervalEstimate;

/**
 * The tables of a run of claims: {@code verdicts.csv}, one row a criterion, and {@code
 * figures.csv}, one row a figure.
 */
public final class VerdictFiles {
  /** The table of verdicts. */
  public static final String VERDICTS = "verdicts.csv";

  private static final String FIGURES = "figures.csv";

  /**
   * A row of {@link #VERDICTS}.
   *
   * @param claim its id
   * @param verdict in words
   * @param exploratory whether settings or thresholds were not those of the files
   * @param metric of the criterion
   * @param figure that was measured
   * @param must the bound
   * @param reading to which the bound belongs; empty where to all
   * @param met {@code true}, {@code false}, or {@code open} where the figures do not tell
   */
  public record VerdictRow(
      String claim,
      String verdict,
      boolean exploratory,
      String metric,
      double figure,
      String must,
      String reading,
      String met) {}

  private VerdictFiles() {}

  /** Writes both tables. */
  public static void write(Path folder, List<ClaimVerdict> verdicts, boolean exploratory)
      throws IOException {
    Files.createDirectories(folder);
    try (CSVPrinter out = printer(folder.resolve(VERDICTS))) {
      out.printRecord(
          "claim", "verdict", "exploratory", "metric", "figure", "must", "reading", "met");
      for (ClaimVerdict each : verdicts) {
        for (Verdict.CriterionOutcome outcome : each.verdict().outcomes()) {
          out.printRecord(
              each.claim().id(),
              each.verdict().text(),
              exploratory,
              outcome.criterion().metric(),
              outcome.figure(),
              outcome.criterion().text(),
              outcome.criterion().reading().orElse(""),
              outcome.met().key());
        }
      }
    }
    try (CSVPrinter out = printer(folder.resolve(FIGURES))) {
      out.printRecord("claim", "metric", "value", "low_95", "high_95", "samples", "meaning");
      for (ClaimVerdict each : verdicts) {
        for (Figure figure : each.figures().all().values()) {
          Optional<IntervalEstimate> interval = figure.interval();
          out.printRecord(
              each.claim().id(),
              figure.metric(),
              figure.value(),
              interval.map(IntervalEstimate::low).map(Object.class::cast).orElse(""),
              interval.map(IntervalEstimate::high).map(Object.class::cast).orElse(""),
              figure.samples(),
              figure.meaning());
        }
      }
    }
  }

  /** Removes the raw data of an earlier run; a folder that no run wrote stays as it is. */
  public static void removeRaw(Path folder) throws IOException {
    Path raw = folder.resolve(RawTable.FOLDER);
    if (Files.exists(folder.resolve(VERDICTS)) && Files.isDirectory(raw)) {
      try (DirectoryStream<Path> tables = Files.newDirectoryStream(raw, "*.csv")) {
        for (Path each : tables) {
          Files.delete(each);
        }
      }
    }
  }

  private static CSVPrinter printer(Path file) throws IOException {
    return CsvTable.FORMAT.print(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  /**
   * The rows of a table of verdicts.
   *
   * @throws UserInputException if it cannot be read
   */
  public static List<VerdictRow> read(Path folder) throws UserInputException {
    List<VerdictRow> rows = new ArrayList<>();
    read(
        folder.resolve(VERDICTS),
        each ->
            rows.add(
                new VerdictRow(
                    each.get("claim"),
                    each.get("verdict"),
                    Boolean.parseBoolean(each.get("exploratory")),
                    each.get("metric"),
                    Double.parseDouble(each.get("figure")),
                    each.get("must"),
                    each.get("reading"),
                    each.get("met"))));
    return rows;
  }

  /**
   * The figures by claim.
   *
   * @throws UserInputException if they cannot be read
   */
  public static Map<String, ClaimFigures> figures(Path folder) throws UserInputException {
    Map<String, ClaimFigures> figures = new LinkedHashMap<>();
    read(
        folder.resolve(FIGURES),
        each ->
            figures
                .computeIfAbsent(each.get("claim"), claim -> new ClaimFigures())
                .add(
                    Figure.of(
                        each.get("metric"),
                        Double.parseDouble(each.get("value")),
                        each.get("low_95"),
                        each.get("high_95"),
                        Long.parseLong(each.get("samples")),
                        each.get("meaning"))));
    return figures;
  }

  private static void read(Path file, Consumer<CSVRecord> row) throws UserInputException {
    CSVFormat format = CsvTable.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = CSVParser.parse(CsvTable.read(file), format)) {
      parser.forEach(row);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserInputException(
          file + ": not a table of verdicts; 'experiments/medchain claims --quick' writes one");
    }
  }
}

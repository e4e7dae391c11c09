package org.medchain.claims.verdict;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.verdict.Verdict.CriterionOutcome;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceProblem;

/**
 * The tables of a run of claims: {@code verdicts.csv}, one row a criterion, and {@code
 * figures.csv}, one row a figure.
 */
public final class VerdictFiles {
  /** The table of verdicts. */
  public static final String VERDICTS = "verdicts.csv";

  private static final String FIGURES = "figures.csv";
  private static final List<String> OF_VERDICTS =
      List.of("claim", "verdict", "exploratory", "metric", "figure", "must", "reading", "met");
  private static final List<String> OF_FIGURES =
      List.of("claim", "metric", "value", "low_95", "high_95", "samples", "meaning");

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

  /** Where those are that are committed. */
  public static Path committed(Path projectRoot) {
    return projectRoot.resolve("results/claims");
  }

  /** Writes both tables. */
  public static void write(Path folder, List<ClaimVerdict> verdicts, boolean exploratory)
      throws IOException {
    List<List<?>> criteria = new ArrayList<>();
    List<List<?>> figures = new ArrayList<>();
    for (ClaimVerdict each : verdicts) {
      String id = each.claim().id();
      for (CriterionOutcome outcome : each.verdict().outcomes()) {
        criteria.add(
            List.of(
                id,
                each.verdict().text(),
                exploratory,
                outcome.criterion().metric(),
                outcome.figure(),
                outcome.criterion().text(),
                outcome.criterion().reading().orElse(""),
                outcome.met().key()));
      }
      for (Figure figure : each.figures().all().values()) {
        Optional<IntervalEstimate> interval = figure.interval();
        figures.add(
            List.of(
                id,
                figure.metric(),
                figure.value(),
                interval.map(it -> Double.toString(it.low())).orElse(""),
                interval.map(it -> Double.toString(it.high())).orElse(""),
                figure.samples(),
                figure.meaning()));
      }
    }
    Files.createDirectories(folder);
    CsvTable.write(folder.resolve(VERDICTS), OF_VERDICTS, criteria);
    CsvTable.write(folder.resolve(FIGURES), OF_FIGURES, figures);
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

  /**
   * The rows of a table of verdicts.
   *
   * @throws UserInputException if it cannot be read
   */
  public static List<VerdictRow> read(Path folder) throws UserInputException {
    return rows(folder.resolve(VERDICTS)).stream()
        .map(
            each ->
                new VerdictRow(
                    each.get("claim"),
                    each.get("verdict"),
                    Boolean.parseBoolean(each.get("exploratory")),
                    each.get("metric"),
                    Double.parseDouble(each.get("figure")),
                    each.get("must"),
                    each.get("reading"),
                    each.get("met")))
        .toList();
  }

  /**
   * The figures by claim.
   *
   * @throws UserInputException if they cannot be read
   */
  public static Map<String, ClaimFigures> figures(Path folder) throws UserInputException {
    Map<String, ClaimFigures> figures = new LinkedHashMap<>();
    for (Map<String, String> each : rows(folder.resolve(FIGURES))) {
      figures
          .computeIfAbsent(each.get("claim"), claim -> new ClaimFigures())
          .add(
              Figure.of(
                  each.get("metric"),
                  Double.parseDouble(each.get("value")),
                  each.get("low_95"),
                  each.get("high_95"),
                  Long.parseLong(each.get("samples")),
                  each.get("meaning")));
    }
    return figures;
  }

  private static List<Map<String, String>> rows(Path file) throws UserInputException {
    try {
      return PaperSources.csv(file.toString(), CsvTable.read(file)).rows();
    } catch (IOException | SourceProblem e) {
      throw new UserInputException(
          file + ": not a table of verdicts; 'experiments/medchain claims --quick' writes one");
    }
  }
}

package org.medchain.experiments.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.medchain.comparison.metrics.LatencyPercentiles;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.comparison.metrics.Throughput;
import org.medchain.experiments.config.UserInputException;

/**
 * {@code steps.csv}: the steps of all searches for saturation of a run, in the order of their
 * trials and of the steps in them (EXP-29). A trial without its steps counts as not run.
 */
public final class StepsFile {
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
        lines.add(
            Arrays.stream(StepColumn.values()).map(column -> column.text(row, step)).toList());
      }
    }
    CsvTable.write(file, StepColumn.headers(), lines);
  }

  /** The same as {@link #read}; nothing where there is no such file. */
  public static Map<Integer, List<SaturationStep>> ifThere(Path file) throws UserInputException {
    return Files.exists(file) ? read(file) : Map.of();
  }

  /**
   * The steps by the number of their trial. A last row that is only half written is left out, and
   * its trial is as one whose steps are missing.
   *
   * @throws UserInputException with the file and line of the first other difference from the format
   *     of {@link #write}
   */
  public static Map<Integer, List<SaturationStep>> read(Path file) throws UserInputException {
    String text = content(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    Map<Integer, List<SaturationStep>> steps = new TreeMap<>();
    long line = 1;
    try (CSVParser parser = CSVParser.parse(whole, CsvTable.FORMAT)) {
      for (CSVRecord each : parser) {
        if (line == 1 ? !each.toList().equals(StepColumn.headers()) : !isWhole(each)) {
          throw new IllegalArgumentException();
        }
        if (line > 1) {
          int trial = Integer.parseInt(text(each, StepColumn.TRIAL));
          steps.computeIfAbsent(trial, key -> new ArrayList<>()).add(step(each));
        }
        line++;
      }
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new UserInputException(
          file + ":" + line + ": not a step as this version of medchain writes it");
    }
    return steps;
  }

  private static String content(Path file) throws UserInputException {
    try {
      return CsvTable.read(file);
    } catch (IOException e) {
      throw new UserInputException(file + ": cannot be read as text");
    }
  }

  private static boolean isWhole(CSVRecord line) {
    return line.size() == StepColumn.values().length;
  }

  private static SaturationStep step(CSVRecord line) {
    return new SaturationStep(
        (int) count(line, StepColumn.STEP),
        purpose(text(line, StepColumn.PURPOSE)),
        number(line, StepColumn.SHARE),
        Double.parseDouble(text(line, StepColumn.RATE_TPS)),
        text(line, StepColumn.SUSTAINED).equals("true"),
        Optional.of(text(line, StepColumn.REASON)).filter(reason -> !reason.isEmpty()),
        new RequestCounts(
            count(line, StepColumn.SUBMITTED),
            count(line, StepColumn.COMMITTED),
            count(line, StepColumn.REFUSED)),
        new Throughput(
            number(line, StepColumn.THROUGHPUT_TPS),
            number(line, StepColumn.OFFERED_TPS),
            number(line, StepColumn.WINDOW_S)),
        new LatencyPercentiles(
            number(line, StepColumn.LATENCY_P50_MS),
            number(line, StepColumn.LATENCY_P90_MS),
            number(line, StepColumn.LATENCY_P99_MS),
            number(line, StepColumn.LATENCY_MAX_MS)),
        count(line, StepColumn.MESSAGES_DELIVERED),
        Double.parseDouble(text(line, StepColumn.VIRTUAL_S)),
        text(line, StepColumn.TRACE_HASH));
  }

  private static SaturationStep.StepPurpose purpose(String key) {
    return Arrays.stream(SaturationStep.StepPurpose.values())
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key));
  }

  private static String text(CSVRecord line, StepColumn column) {
    return line.get(Arrays.asList(StepColumn.values()).indexOf(column));
  }

  private static long count(CSVRecord line, StepColumn column) {
    return Long.parseLong(text(line, column));
  }

  private static OptionalDouble number(CSVRecord line, StepColumn column) {
    String text = text(line, column);
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}

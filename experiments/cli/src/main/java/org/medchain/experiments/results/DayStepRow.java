package org.medchain.experiments.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.metrics.CensoredLatencies;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.experiments.config.UserInputException;

/**
 * A step of a day of visits on one host (EXP-19, CMP-55), all repeats together.
 *
 * @param experiment name of its config
 * @param host {@code simulation} or {@code cluster}
 * @param step the step's word
 * @param latencyUs of the steps that were answered, in µs from their intended start
 * @param planned steps of this kind, those without an answer included
 * @param medianMs the median of each repeat, in ms; empty where too few were answered
 */
public record DayStepRow(
    String experiment,
    String host,
    String step,
    Histogram latencyUs,
    long planned,
    List<OptionalDouble> medianMs) {
  /** Of the table. */
  public static final List<CsvColumn<DayStepRow>> COLUMNS =
      List.of(
          new CsvColumn<>("experiment", DayStepRow::experiment),
          new CsvColumn<>("host", DayStepRow::host),
          new CsvColumn<>("step", DayStepRow::step),
          new CsvColumn<>("answered", row -> row.latencyUs.getTotalCount()),
          new CsvColumn<>("p50_ms", row -> row.ms(500)),
          new CsvColumn<>("p50_least_ms", DayStepRow::leastMedianMs),
          new CsvColumn<>("p50_greatest_ms", DayStepRow::greatestMedianMs),
          new CsvColumn<>("p90_ms", row -> row.ms(900)),
          new CsvColumn<>("p99_ms", row -> row.ms(990)),
          new CsvColumn<>("max_ms", row -> row.ms(1000)),
          new CsvColumn<>("lost", DayStepRow::lost));

  private static final int DIGITS = 3;
  private static final int MEDIAN = 500;

  public DayStepRow {
    medianMs = List.copyOf(medianMs);
  }

  /** The steps of a run in the order of its logs; none if its load is no day. */
  public static List<DayStepRow> of(String experiment, String host, RecordedRun run)
      throws UserInputException {
    Map<String, List<CensoredLatencies>> steps = new LinkedHashMap<>();
    for (TrialRow trial : run.rows()) {
      Path log = run.folder().histogram(trial.trial());
      Map<String, Long> planned = HistogramLog.planned(log);
      for (Histogram each : HistogramLog.steps(log)) {
        if (!planned.containsKey(each.getTag())) {
          throw new UserInputException(log + ": does not say how many steps the day has");
        }
        steps
            .computeIfAbsent(each.getTag(), tag -> new ArrayList<>())
            .add(new CensoredLatencies(each, planned.get(each.getTag())));
      }
    }
    List<DayStepRow> rows = new ArrayList<>();
    steps.forEach((step, repeats) -> rows.add(of(experiment, host, step, repeats)));
    return rows;
  }

  private static DayStepRow of(
      String experiment, String host, String step, List<CensoredLatencies> repeats) {
    Histogram all = new Histogram(DIGITS);
    repeats.forEach(each -> all.add(each.histogram()));
    all.setTag(experiment + ":" + host + ":" + step);
    long planned = repeats.stream().mapToLong(CensoredLatencies::measured).sum();
    List<OptionalDouble> medians = repeats.stream().map(each -> each.quantileMs(MEDIAN)).toList();
    return new DayStepRow(experiment, host, step, all, planned, medians);
  }

  /**
   * The latency, in ms, that this share (in thousandths) of the planned steps does not exceed;
   * empty where it falls among those without an answer.
   */
  public OptionalDouble ms(int permille) {
    return new CensoredLatencies(latencyUs, planned).quantileMs(permille);
  }

  /** The least median of a repeat; empty where no repeat has one. */
  public OptionalDouble leastMedianMs() {
    return medianMs.stream().flatMapToDouble(OptionalDouble::stream).min();
  }

  /** The greatest; empty where some repeat has none, since that one is greater. */
  public OptionalDouble greatestMedianMs() {
    return medianMs.stream().allMatch(OptionalDouble::isPresent)
        ? medianMs.stream().flatMapToDouble(OptionalDouble::stream).max()
        : OptionalDouble.empty();
  }

  /** Steps without an answer. */
  public long lost() {
    return planned - latencyUs.getTotalCount();
  }

  /** Whether it is about whole visits, whose requests other rows are about. */
  public boolean isVisit() {
    return step.equals(DayOutcome.VISIT);
  }
}

package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.config.UserInputException;

/**
 * A step of a day of visits on one host (EXP-19, CMP-55), all repeats together.
 *
 * @param experiment name of its config
 * @param host {@code simulation} or {@code cluster}
 * @param step the step's word
 * @param latencyUs of the steps that were answered, in µs from their intended start
 * @param medianMs the median of each repeat, in ms
 * @param lost steps of all kinds that had no answer in the same trials
 */
public record DayStepRow(
    String experiment,
    String host,
    String step,
    Histogram latencyUs,
    List<Double> medianMs,
    long lost) {
  /** Of the table. */
  public static final List<String> HEADERS =
      List.of(
          "experiment",
          "host",
          "step",
          "answered",
          "p50_ms",
          "p50_least_ms",
          "p50_greatest_ms",
          "p90_ms",
          "p99_ms",
          "max_ms",
          "lost_of_all_steps");

  private static final int DIGITS = 3;
  private static final double US_PER_MS = 1000;

  /** Copies the list. */
  public DayStepRow {
    medianMs = List.copyOf(medianMs);
  }

  /** The steps of a run in the order of its logs; none if its load is no day. */
  public static List<DayStepRow> of(
      String experiment, String host, RunFolder folder, List<TrialRow> trials)
      throws UserInputException {
    Map<String, List<Histogram>> steps = new LinkedHashMap<>();
    long lost = 0;
    for (TrialRow trial : trials) {
      lost += Math.round(trial.number(TrialColumn.DAY_LOST).orElse(0));
      for (Histogram each : HistogramLog.steps(folder.histogram(trial.trial()))) {
        steps.computeIfAbsent(each.getTag(), tag -> new ArrayList<>()).add(each);
      }
    }
    List<DayStepRow> rows = new ArrayList<>();
    for (Map.Entry<String, List<Histogram>> each : steps.entrySet()) {
      rows.add(of(experiment, host, each.getKey(), each.getValue(), lost));
    }
    return rows;
  }

  private static DayStepRow of(
      String experiment, String host, String step, List<Histogram> repeats, long lost) {
    Histogram all = new Histogram(DIGITS);
    repeats.forEach(all::add);
    all.setTag(experiment + ":" + host + ":" + step);
    List<Double> medians = repeats.stream().map(each -> ms(each, 50)).toList();
    return new DayStepRow(experiment, host, step, all, medians, lost);
  }

  /** A percentile in ms. */
  public double ms(double percentile) {
    return ms(latencyUs, percentile);
  }

  private static double ms(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / US_PER_MS;
  }

  /** By {@link #HEADERS}. */
  public List<Object> fields() {
    return List.of(
        experiment,
        host,
        step,
        latencyUs.getTotalCount(),
        ms(50),
        medianMs.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        medianMs.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
        ms(90),
        ms(99),
        ms(100),
        lost);
  }
}

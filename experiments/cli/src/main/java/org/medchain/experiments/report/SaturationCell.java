package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.TrialRow;

/**
 * The search for saturation in one cell (EXP-29).
 *
 * @param summary of the rows of its repeats
 * @param repeats the steps of each, in the order of the rows
 */
record SaturationCell(CellSummary summary, List<List<SaturationStep>> repeats) {
  static final Function<SaturationStep, OptionalDouble> MEDIAN = step -> step.latency().p50Ms();
  static final Function<SaturationStep, OptionalDouble> TAIL = step -> step.latency().p99Ms();

  /** The cells of which steps are known, in their order. */
  static List<SaturationCell> of(
      List<CellSummary> cells, Map<Integer, List<SaturationStep>> steps) {
    List<SaturationCell> searched = new ArrayList<>();
    for (CellSummary cell : cells) {
      List<List<SaturationStep>> own =
          cell.rows().stream()
              .map(TrialRow::trial)
              .filter(steps::containsKey)
              .map(steps::get)
              .toList();
      if (!own.isEmpty()) {
        searched.add(new SaturationCell(cell, own));
      }
    }
    return searched;
  }

  /** Throughput at saturation: the mean over repeats with its confidence interval. */
  RepeatEstimate throughput() {
    return summary.estimate(TrialColumn.SATURATION_TPS);
  }

  /** Highest sustained and lowest unsustained rate over all repeats, in words. */
  String bracket() {
    OptionalDouble low = summary.minimum(TrialColumn.SUSTAINED_RATE_TPS);
    OptionalDouble high = summary.maximum(TrialColumn.UNSUSTAINED_RATE_TPS);
    return CellTable.number(low) + " … " + CellTable.number(high);
  }

  /** The shares at which latency was measured, ascending; 1 is saturation itself. */
  List<Double> shares() {
    List<Double> shares =
        new ArrayList<>(
            repeats.stream()
                .flatMap(List::stream)
                .flatMap(step -> step.share().stream().boxed())
                .filter(share -> share < 1)
                .distinct()
                .sorted()
                .toList());
    shares.add(1.0);
    return shares;
  }

  /**
   * A percentile at a share of saturation: the mean over repeats of each one's own, with its
   * confidence interval.
   */
  RepeatEstimate latency(double share, Function<SaturationStep, OptionalDouble> percentile) {
    return RepeatEstimate.ofLatencies(values(share, percentile));
  }

  /** The same with a bar from the least repeat to the greatest, for figures. */
  RepeatEstimate latencyRange(double share, Function<SaturationStep, OptionalDouble> percentile) {
    return range(values(share, percentile));
  }

  private List<OptionalDouble> values(
      double share, Function<SaturationStep, OptionalDouble> percentile) {
    return repeats.stream()
        .map(
            steps ->
                steps.stream()
                    .filter(step -> step.share().equals(OptionalDouble.of(share)))
                    .findFirst()
                    .map(percentile)
                    .orElse(OptionalDouble.empty()))
        .toList();
  }

  /** The rates of ladder and bisection, ascending. */
  List<Double> rates() {
    return repeats.stream()
        .flatMap(List::stream)
        .filter(step -> step.purpose().movesBracket())
        .map(SaturationStep::rateTps)
        .distinct()
        .sorted()
        .toList();
  }

  /** Of the repeats that ran a step at this rate, the mean of a value and its range. */
  RepeatEstimate at(double rateTps, Function<SaturationStep, OptionalDouble> value) {
    return range(
        repeats.stream()
            .flatMap(List::stream)
            .filter(step -> step.purpose().movesBracket() && step.rateTps() == rateTps)
            .map(value)
            .toList());
  }

  private static RepeatEstimate range(List<OptionalDouble> values) {
    RepeatEstimate mean = RepeatEstimate.ofLatencies(values);
    return RepeatEstimate.pooled(mean.value(), values);
  }
}

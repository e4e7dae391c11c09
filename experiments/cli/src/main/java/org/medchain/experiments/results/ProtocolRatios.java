package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.TrialVerdict;

/**
 * One protocol beside another at one point of the grid (EXP-21): both have the same requests, the
 * same faulty nodes and the same requested finality, so each repeat gives one ratio (common random
 * numbers), whose logarithms are averaged.
 *
 * @param base the cell that is divided by
 * @param other the cell that is divided
 * @param medians ratio of the median latencies; its bar is 95 % confidence
 * @param throughputs ratio of the throughputs
 */
public record ProtocolRatios(
    GridCell base, GridCell other, RepeatEstimate medians, RepeatEstimate throughputs) {
  /** The first protocol of a run beside each other one, where both are to be compared. */
  public static List<ProtocolRatios> of(List<CellSummary> cells) {
    List<ProtocolRatios> ratios = new ArrayList<>();
    for (CellSummary base : cells) {
      if (!base.cell().protocol().equals(cells.getFirst().cell().protocol())) {
        continue;
      }
      for (CellSummary other : cells) {
        if (base.cell().comparable(other.cell())) {
          of(base, other).ifPresent(ratios::add);
        }
      }
    }
    return ratios;
  }

  /** Empty where one of them did not pass. */
  private static Optional<ProtocolRatios> of(CellSummary base, CellSummary other) {
    boolean passed =
        base.count(TrialVerdict.PASS) == base.rows().size()
            && other.count(TrialVerdict.PASS) == other.rows().size()
            && base.rows().size() == other.rows().size();
    if (!passed) {
      return Optional.empty();
    }
    RepeatEstimate medians = ratio(base, other, TrialColumn.LATENCY_P50_MS);
    return medians.value().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ProtocolRatios(
                base.cell(),
                other.cell(),
                medians,
                ratio(base, other, TrialColumn.THROUGHPUT_TPS)));
  }

  private static RepeatEstimate ratio(CellSummary base, CellSummary other, TrialColumn column) {
    return ratio(base.rows(), other.rows(), column);
  }

  /**
   * The geometric mean of the ratios of rows that belong together, with 95 % confidence; empty
   * where some pair has no ratio.
   *
   * @param base the divisors, as many as there are others
   */
  public static RepeatEstimate ratio(
      List<TrialRow> base, List<TrialRow> other, TrialColumn column) {
    List<OptionalDouble> logarithms = new ArrayList<>();
    for (int i = 0; i < base.size(); i++) {
      double below = base.get(i).number(column).orElse(0);
      double above = other.get(i).number(column).orElse(0);
      logarithms.add(
          below > 0 && above > 0
              ? OptionalDouble.of(StrictMath.log(above / below))
              : OptionalDouble.empty());
    }
    RepeatEstimate mean = RepeatEstimate.of(logarithms);
    return mean.isPartial() ? mean.withoutValue() : mean.map(StrictMath::exp);
  }
}

package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.TrialOutcome;

/**
 * One protocol beside another at one point of the grid (EXP-21): both have the same requests, the
 * same faulty nodes and the same requested finality, so each repeat that both have gives one ratio,
 * whose logarithms are averaged, and one difference (common random numbers).
 *
 * @param base the cell that is divided by
 * @param other the cell that is divided
 * @param medians ratio of the median latencies; its bar is 95 % confidence
 * @param throughputs ratio of the throughputs
 * @param medianDifference difference of the median latencies, in ms (CMP-60)
 * @param throughputDifference difference of the throughputs, a second
 */
public record ProtocolRatios(
    GridCell base,
    GridCell other,
    RepeatEstimate medians,
    RepeatEstimate throughputs,
    PairedDifference medianDifference,
    PairedDifference throughputDifference) {
  /**
   * The other's value less the base's in each repeat that both have.
   *
   * @param pairs the mean difference; its bar is 95 % confidence
   * @param unpairedHalf half of the interval if the repeats were not paired (Welch); empty where
   *     there is none
   */
  public record PairedDifference(RepeatEstimate pairs, OptionalDouble unpairedHalf) {
    static PairedDifference of(List<TrialRow> base, List<TrialRow> other, TrialColumn column) {
      RepeatEstimate pairs =
          RepeatEstimate.ofLatencies(
              combined(base, other, column, (below, above) -> above - below));
      return new PairedDifference(
          pairs,
          pairs.low().isEmpty()
              ? OptionalDouble.empty()
              : WelchTest.of(values(base, column), values(other, column)).halfWidth());
    }

    private static double[] values(List<TrialRow> rows, TrialColumn column) {
      return rows.stream().flatMapToDouble(row -> row.number(column).stream()).toArray();
    }
  }

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
        base.count(TrialOutcome.PASS) == base.rows().size()
            && other.count(TrialOutcome.PASS) == other.rows().size();
    List<TrialRow> below = withRepeatsOf(other, base);
    List<TrialRow> above = withRepeatsOf(base, other);
    RepeatEstimate medians = ratio(below, above, TrialColumn.LATENCY_P50_MS);
    return !passed || medians.value().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ProtocolRatios(
                base.cell(),
                other.cell(),
                medians,
                ratio(below, above, TrialColumn.THROUGHPUT_TPS),
                PairedDifference.of(below, above, TrialColumn.LATENCY_P50_MS),
                PairedDifference.of(below, above, TrialColumn.THROUGHPUT_TPS)));
  }

  /** A cell's rows of those repeats that the other has too: one of them may have needed more. */
  private static List<TrialRow> withRepeatsOf(CellSummary other, CellSummary cell) {
    Set<String> both =
        other.rows().stream().map(row -> row.text(TrialColumn.REPEAT)).collect(Collectors.toSet());
    return cell.rows().stream().filter(row -> both.contains(row.text(TrialColumn.REPEAT))).toList();
  }

  /**
   * The geometric mean of the ratios of rows that belong together, with 95 % confidence; empty
   * where some pair has no ratio.
   *
   * @param base the divisors, as many as there are others
   */
  public static RepeatEstimate ratio(
      List<TrialRow> base, List<TrialRow> other, TrialColumn column) {
    return RepeatEstimate.ofLatencies(
            combined(base, other, column, (below, above) -> StrictMath.log(above / below)))
        .map(StrictMath::exp);
  }

  /** A value for each pair of rows; empty where one of them has none, or a ratio does not exist. */
  private static List<OptionalDouble> combined(
      List<TrialRow> base, List<TrialRow> other, TrialColumn column, DoubleBinaryOperator of) {
    List<OptionalDouble> pairs = new ArrayList<>();
    for (int i = 0; i < base.size(); i++) {
      double value =
          of.applyAsDouble(
              base.get(i).number(column).orElse(Double.NaN),
              other.get(i).number(column).orElse(Double.NaN));
      pairs.add(Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty());
    }
    return pairs;
  }
}

package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.ProtocolRatios;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.SimulationErrors.SimulationErrorRow;
import org.medchain.experiments.results.TrialRow;

/**
 * One cell of an experiment as the simulation gives it and as a cluster of real processes does
 * (EXP-19).
 *
 * @param experiment name of its config
 * @param load what the clients do, in words
 * @param simulation its repeats in virtual time
 * @param cluster its repeats in real time
 */
public record SimulationClusterPair(
    String experiment, String load, CellSummary simulation, CellSummary cluster) {
  /** How far apart both may be. */
  public static final double TOLERANCE = 0.25;

  /** The fields that have to agree. */
  static final List<TrialColumn> COMPARED =
      List.of(TrialColumn.THROUGHPUT_TPS, TrialColumn.LATENCY_P50_MS);

  /** The quantities that are shown. */
  static final List<TrialColumn> SHOWN =
      List.of(
          TrialColumn.THROUGHPUT_TPS,
          TrialColumn.LATENCY_P50_MS,
          TrialColumn.LATENCY_P90_MS,
          TrialColumn.LATENCY_P99_MS,
          TrialColumn.MESSAGES_PER_TX,
          TrialColumn.CPU_US_PER_TX);

  /** The cells that both runs of an experiment have, in the order of the simulation's. */
  public static List<SimulationClusterPair> of(
      String experiment, String load, List<CellSummary> simulated, List<CellSummary> real) {
    List<SimulationClusterPair> pairings = new ArrayList<>();
    for (CellSummary cell : simulated) {
      real.stream()
          .filter(other -> other.cell().equals(cell.cell()))
          .forEach(other -> pairings.add(new SimulationClusterPair(experiment, load, cell, other)));
    }
    return pairings;
  }

  /**
   * How much more the simulation says, as a share of what the cluster says: 0.1 is 10 % more. Each
   * repeat of both has the same requests and gives one ratio; the error is that of their geometric
   * mean, with 95 % confidence (Student's t on the logarithms). Empty where one has no value, or 0.
   */
  public RepeatEstimate relativeError(TrialColumn column) {
    Map<Integer, TrialRow> real =
        cluster.rows().stream().collect(Collectors.toMap(TrialRow::trial, row -> row));
    List<TrialRow> both =
        simulation.rows().stream().filter(row -> real.containsKey(row.trial())).toList();
    List<TrialRow> found = both.stream().map(row -> real.get(row.trial())).toList();
    return ProtocolRatios.ratio(found, both, column).map(ratio -> ratio - 1);
  }

  /** Whether throughput and median latency agree within 25 %. */
  public boolean agrees() {
    return COMPARED.stream().allMatch(this::isWithin);
  }

  /** Whether the 99th percentile does too, of which the verdict does not depend. */
  public boolean p99Agrees() {
    return isWithin(TrialColumn.LATENCY_P99_MS);
  }

  private boolean isWithin(TrialColumn column) {
    OptionalDouble error = relativeError(column).value();
    return error.isPresent() && Math.abs(error.getAsDouble()) <= TOLERANCE;
  }

  /** The verdict in words: what is apart, and whether the cluster's figures are to be believed. */
  public String verdict() {
    String tail = "; " + (p99Agrees() ? "p99 too" : disagreement(TrialColumn.LATENCY_P99_MS));
    String doubt = caveat().map(each -> "; " + each).orElse("");
    if (agrees()) {
      return "within 25 %" + tail + doubt;
    }
    String all =
        COMPARED.stream()
            .filter(column -> !isWithin(column))
            .map(this::disagreement)
            .collect(Collectors.joining(", "));
    String p99 = p99Agrees() ? "; p99 is" : tail;
    return "not within 25 %: " + all + p99 + doubt;
  }

  private String disagreement(TrialColumn column) {
    OptionalDouble error = relativeError(column).value();
    return word(column)
        + " "
        + (error.isPresent() ? ReadableNumbers.signedPercent(error.getAsDouble()) : "has no value");
  }

  /** The errors of all that is shown, as rows of the file. */
  Stream<SimulationErrorRow> errors() {
    return SHOWN.stream()
        .map(
            column -> {
              RepeatEstimate error = relativeError(column);
              return new SimulationErrorRow(
                  experiment,
                  cluster.cell().nodes(),
                  column.header(),
                  error.value(),
                  error.low(),
                  error.high());
            });
  }

  /** Why the cluster's figures are not the protocol's alone, if that is so. */
  private Optional<String> caveat() {
    long contaminated =
        cluster.rows().stream()
            .filter(row -> row.text(TrialColumn.CONTAMINATED).equals("true"))
            .count();
    if (contaminated == 0) {
      return Optional.empty();
    }
    return Optional.of(
        contaminated + " of " + cluster.rows().size() + " trials of the cluster were contaminated");
  }

  private static String word(TrialColumn column) {
    return switch (column) {
      case THROUGHPUT_TPS -> "throughput";
      case LATENCY_P99_MS -> "p99";
      default -> "median latency";
    };
  }
}

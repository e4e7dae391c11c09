package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.Column;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.Estimate;
import org.medchain.experiments.results.MeasuredErrors;
import org.medchain.experiments.results.Ratios;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.running.Words;

/**
 * One cell of an experiment as the simulation gives it and as a cluster of real processes does
 * (EXP-19).
 *
 * @param experiment name of its config
 * @param load what the clients do, in words
 * @param simulation its repeats in virtual time
 * @param cluster its repeats in real time
 */
public record Pairing(String experiment, String load, CellSummary simulation, CellSummary cluster) {
  /** How far apart both may be. */
  public static final double TOLERANCE = 0.25;

  /** What has to agree. */
  static final List<Column> JUDGED = List.of(Column.THROUGHPUT_TPS, Column.LATENCY_P50_MS);

  /** What is shown. */
  static final List<Column> SHOWN =
      List.of(
          Column.THROUGHPUT_TPS,
          Column.LATENCY_P50_MS,
          Column.LATENCY_P90_MS,
          Column.LATENCY_P99_MS,
          Column.MESSAGES_PER_TX,
          Column.CPU_US_PER_TX);

  /** The cells that both runs of an experiment have, in the order of the simulation's. */
  public static List<Pairing> of(
      String experiment, String load, List<CellSummary> simulated, List<CellSummary> real) {
    List<Pairing> pairings = new ArrayList<>();
    for (CellSummary cell : simulated) {
      real.stream()
          .filter(other -> other.cell().equals(cell.cell()))
          .forEach(other -> pairings.add(new Pairing(experiment, load, cell, other)));
    }
    return pairings;
  }

  /**
   * How much more the simulation says, as a share of what the cluster says: 0.1 is 10 % more. Each
   * repeat of both has the same requests and gives one ratio; the error is that of their geometric
   * mean, with 95 % confidence (Student's t on the logarithms). Empty where one has no value, or 0.
   */
  public Estimate error(Column column) {
    List<TrialRow> expected = new ArrayList<>();
    List<TrialRow> found = new ArrayList<>();
    for (TrialRow row : simulation.rows()) {
      cluster.rows().stream()
          .filter(other -> other.trial() == row.trial())
          .forEach(
              other -> {
                expected.add(row);
                found.add(other);
              });
    }
    return Ratios.ratio(found, expected, column).map(ratio -> ratio - 1);
  }

  /** Whether throughput and median latency agree within 25 %. */
  public boolean agrees() {
    return JUDGED.stream().allMatch(this::isWithin);
  }

  /** Whether the 99th percentile does too, of which the verdict does not depend. */
  public boolean tailAgrees() {
    return isWithin(Column.LATENCY_P99_MS);
  }

  private boolean isWithin(Column column) {
    OptionalDouble error = error(column).value();
    return error.isPresent() && Math.abs(error.getAsDouble()) <= TOLERANCE;
  }

  /** The verdict in words: what is apart, and whether the cluster's figures are to be believed. */
  public String verdict() {
    String tail = "; " + (tailAgrees() ? "p99 too" : apart(Column.LATENCY_P99_MS));
    String doubt = doubt().map(each -> "; " + each).orElse("");
    if (agrees()) {
      return "within 25 %" + tail + doubt;
    }
    String all =
        JUDGED.stream()
            .filter(column -> !isWithin(column))
            .map(this::apart)
            .collect(Collectors.joining(", "));
    String p99 = tailAgrees() ? "; p99 is" : tail;
    return "not within 25 %: " + all + p99 + doubt;
  }

  private String apart(Column column) {
    OptionalDouble error = error(column).value();
    return word(column)
        + " "
        + (error.isPresent() ? Words.percent(error.getAsDouble()) : "has no value");
  }

  /** The errors of all that is shown, as rows of the file. */
  Stream<MeasuredErrors.Row> errors() {
    return SHOWN.stream()
        .map(
            column -> {
              Estimate error = error(column);
              return new MeasuredErrors.Row(
                  experiment,
                  cluster.cell().nodes(),
                  column.header(),
                  error.value(),
                  error.low(),
                  error.high());
            });
  }

  /** Why the cluster's figures are not the protocol's alone, if that is so. */
  private Optional<String> doubt() {
    long contaminated =
        cluster.rows().stream().filter(row -> row.text(Column.CONTAMINATED).equals("true")).count();
    if (contaminated == 0) {
      return Optional.empty();
    }
    double other = cluster.estimate(Column.OTHER_LOAD).value().orElse(0);
    double steal = cluster.estimate(Column.STEAL).value().orElse(0);
    return Optional.of(
        String.format(
                Locale.ROOT,
                "%d of %d trials of the cluster were contaminated: other programs took %s of the",
                contaminated,
                cluster.rows().size(),
                Words.unsigned(other))
            + " processors' time, the hypervisor "
            + Words.unsigned(steal)
            + ", compilers that were not done "
            + Words.unsigned(cluster.estimate(Column.COMPILING).value().orElse(0)));
  }

  private static String word(Column column) {
    return switch (column) {
      case THROUGHPUT_TPS -> "throughput";
      case LATENCY_P99_MS -> "p99";
      default -> "median latency";
    };
  }
}

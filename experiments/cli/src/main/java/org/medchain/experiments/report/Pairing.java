package org.medchain.experiments.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.comparison.Column;
import org.medchain.experiments.results.CellSummary;

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
   * How much more the simulation says, as a share of what the cluster says: 0.1 is 10 % more; empty
   * where one of them has no value, or the cluster's is 0.
   */
  public OptionalDouble error(Column column) {
    OptionalDouble expected = simulation.estimate(column).value();
    OptionalDouble found = cluster.estimate(column).value();
    boolean comparable = expected.isPresent() && found.isPresent() && found.getAsDouble() != 0;
    return comparable
        ? OptionalDouble.of(expected.getAsDouble() / found.getAsDouble() - 1)
        : OptionalDouble.empty();
  }

  /** Whether throughput and median latency agree within 25 %. */
  public boolean agrees() {
    return JUDGED.stream()
        .map(this::error)
        .allMatch(error -> error.isPresent() && Math.abs(error.getAsDouble()) <= TOLERANCE);
  }

  /** The verdict in words: what is apart, and whether the cluster's figures are to be believed. */
  public String verdict() {
    String doubt = doubt().map(each -> "; " + each).orElse("");
    if (agrees()) {
      return "within 25 %" + doubt;
    }
    List<String> apart = new ArrayList<>();
    for (Column column : JUDGED) {
      OptionalDouble error = error(column);
      if (error.isEmpty()) {
        apart.add(word(column) + " has no value");
      } else if (Math.abs(error.getAsDouble()) > TOLERANCE) {
        apart.add(word(column) + " " + percent(error.getAsDouble()));
      }
    }
    return "not within 25 %: " + String.join(", ", apart) + doubt;
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
                unsigned(other))
            + " processors' time, the hypervisor "
            + unsigned(steal)
            + ", compilers that were not done "
            + unsigned(cluster.estimate(Column.COMPILING).value().orElse(0)));
  }

  private static String word(Column column) {
    return column == Column.THROUGHPUT_TPS ? "throughput" : "median latency";
  }

  /** With its sign. */
  static String percent(double share) {
    String text = unsigned(share);
    return share > 0 && !text.equals("0 %") ? "+" + text : text;
  }

  private static String unsigned(double share) {
    BigDecimal rounded =
        BigDecimal.valueOf(share).movePointRight(2).setScale(0, RoundingMode.HALF_EVEN);
    return rounded.toPlainString() + " %";
  }
}

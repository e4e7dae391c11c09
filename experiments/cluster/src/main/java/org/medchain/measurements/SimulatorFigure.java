package org.medchain.measurements;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medchain.comparison.config.ProtocolKind;

/**
 * A row of {@code simulator.csv}: what a delivered message of one trial costs, by the median of its
 * rounds (SIM-41).
 *
 * @param observed whether all observers of a trial looked on
 * @param heights that the load lasts for
 * @param messages delivered in one run
 * @param events of one run
 * @param rounds in which it was measured
 * @param rate messages delivered a CPU second: the median
 * @param least of all rounds
 * @param most of all rounds
 * @param bytes allocated a message
 * @param collected the collector's share of all time
 * @param yardstickMs what the yardstick took
 */
record SimulatorFigure(
    ProtocolKind protocol,
    int nodes,
    int heights,
    boolean observed,
    long messages,
    long events,
    int rounds,
    double rate,
    double least,
    double most,
    double bytes,
    double collected,
    double yardstickMs) {
  /** A difference below this does not count, however little the rounds differ. */
  private static final double NOISE = 0.1;

  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MS = 1e6;

  static SimulatorFigure of(
      BenchedTrial trial, boolean observed, long events, List<TrialCost> costs) {
    TrialCost first = costs.getFirst();
    List<Double> rates = sorted(costs, TrialCost::messagesPerCpuS);
    return new SimulatorFigure(
        trial.protocol(),
        trial.nodes(),
        trial.heights(),
        observed,
        first.messages(),
        events,
        costs.size(),
        median(rates),
        rates.getFirst(),
        rates.getLast(),
        median(sorted(costs, TrialCost::bytesPerMessage)),
        median(sorted(costs, TrialCost::collectedShare)),
        median(sorted(costs, cost -> cost.yardstickNs() / NS_PER_MS)));
  }

  private static List<Double> sorted(List<TrialCost> costs, ToDoubleFunction<TrialCost> figure) {
    return costs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double nsPerMessage() {
    return NS_PER_S / rate;
  }

  boolean isOfTheSameTrialAs(SimulatorFigure other) {
    return protocol == other.protocol
        && nodes == other.nodes
        && heights == other.heights
        && observed == other.observed;
  }

  /** This rate over another one, both by the yardstick of their machine and hour. */
  double ratioTo(SimulatorFigure before) {
    return rate * yardstickMs / (before.rate * before.yardstickMs);
  }

  /** SIM-42: slower by more than a tenth, and the slowest round before beats the fastest now. */
  boolean isRegressionFrom(SimulatorFigure before) {
    return Math.min(rounds, before.rounds) > 1
        && ratioTo(before) < 1 - NOISE
        && most * yardstickMs < before.least * before.yardstickMs;
  }

  /** Its trial in words. */
  String name() {
    return protocol.key()
        + ", "
        + nodes
        + " nodes, "
        + heights
        + " heights, "
        + (observed ? "all observers" : "no observer");
  }
}

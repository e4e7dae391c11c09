package org.medchain.measurements;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;
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
    double[] rates = costs.stream().mapToDouble(TrialCost::messagesPerCpuS).sorted().toArray();
    return new SimulatorFigure(
        trial.protocol(),
        trial.nodes(),
        trial.heights(),
        observed,
        costs.getFirst().messages(),
        events,
        costs.size(),
        new Median().evaluate(rates),
        rates[0],
        rates[rates.length - 1],
        median(costs, TrialCost::bytesPerMessage),
        median(costs, TrialCost::collectedShare),
        median(costs, cost -> cost.yardstickNs() / NS_PER_MS));
  }

  private static double median(List<TrialCost> costs, ToDoubleFunction<TrialCost> figure) {
    return new Median().evaluate(costs.stream().mapToDouble(figure).toArray());
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
    return "%s, %s nodes, %s heights, %s"
        .formatted(protocol.key(), nodes, heights, observed ? "all observers" : "no observer");
  }
}

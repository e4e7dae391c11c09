package org.medchain.experiments.execution;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.medchain.comparison.config.ProtocolKind;

/**
 * What trials have cost, as a factor on their effort for each protocol (EXP-44; decision 0193).
 * What was known before counts as much as one trial of the usual length.
 */
public final class MeasuredCosts {
  /** Standard deviation of the logarithm of cost over effort, as if known from three trials. */
  private static final double USUAL_SPREAD = 0.35;

  private static final double USUAL_TRIALS = 3;

  /** What more trials do not take away: those measured may differ from those to come. */
  private static final double LEAST_ERROR = 0.1;

  /** Standard deviations from the middle to the end of a 95 % interval. */
  private static final double TWO_SIDED_95 = 1.96;

  private final Optional<MeasuredCosts> before;
  private final Map<ProtocolKind, Double> expectedS = new EnumMap<>(ProtocolKind.class);
  private final Map<ProtocolKind, Double> tookS = new EnumMap<>(ProtocolKind.class);
  private final Map<ProtocolKind, SummaryStatistics> logs = new EnumMap<>(ProtocolKind.class);

  /** Of a machine whose speed is not known. */
  public MeasuredCosts() {
    this.before = Optional.empty();
  }

  /** Those of other trials that were measured before. */
  public MeasuredCosts(MeasuredCosts before) {
    this.before = Optional.of(before);
  }

  /** A trial with this effort had this cost, both in seconds and more than 0. */
  public void add(ProtocolKind protocol, double effortS, double costS) {
    expectedS.merge(protocol, knownS(protocol, effortS), Double::sum);
    tookS.merge(protocol, costS, Double::sum);
    logs.computeIfAbsent(protocol, key -> new SummaryStatistics())
        .addValue(Math.log(costS / effortS));
  }

  /** What a trial may cost, in seconds. */
  public double costS(ProtocolKind protocol, double effortS) {
    double usualS = logs.isEmpty() ? 1 : sum(expectedS) / trials();
    double common = (sum(tookS) + usualS) / (sum(expectedS) + usualS);
    double own =
        (tookS.getOrDefault(protocol, 0.0) + common * usualS)
            / (expectedS.getOrDefault(protocol, 0.0) + usualS);
    return own * knownS(protocol, effortS);
  }

  /** The same before any was added. */
  private double knownS(ProtocolKind protocol, double effortS) {
    return before.map(each -> each.costS(protocol, effortS)).orElse(effortS);
  }

  private static double sum(Map<ProtocolKind, Double> parts) {
    return parts.values().stream().mapToDouble(each -> each).sum();
  }

  /** How many trials were measured. */
  public int trials() {
    return (int) logs.values().stream().mapToLong(SummaryStatistics::getN).sum();
  }

  /** Half of the 95 % interval of the cost of many trials together, as a share of it. */
  public double error() {
    int earlier = before.map(MeasuredCosts::trials).orElse(0);
    double squares = USUAL_TRIALS * USUAL_SPREAD * USUAL_SPREAD + deviations();
    double variance = squares / (USUAL_TRIALS + trials() + earlier);
    double error = variance / (1 + trials() + Math.min(1, earlier));
    return TWO_SIDED_95 * Math.sqrt(error + LEAST_ERROR * LEAST_ERROR);
  }

  /** Squared, of the logarithms of cost over effort from their means within protocols. */
  private double deviations() {
    return logs.values().stream().mapToDouble(SummaryStatistics::getSecondMoment).sum()
        + before.map(MeasuredCosts::deviations).orElse(0.0);
  }
}

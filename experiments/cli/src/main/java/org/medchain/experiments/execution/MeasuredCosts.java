package org.medchain.experiments.execution;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.comparison.config.ProtocolKind;

/**
 * What trials have cost, as a factor on their effort for each protocol (EXP-44; decision 0301).
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
  private final Map<ProtocolKind, CostSums> sums = new EnumMap<>(ProtocolKind.class);

  /** Over the measured trials of a protocol, or of all. */
  private record CostSums(int trials, double effortS, double costS, double logs, double squares) {
    static final CostSums NONE = new CostSums(0, 0, 0, 0, 0);

    CostSums plus(CostSums other) {
      return new CostSums(
          trials + other.trials,
          effortS + other.effortS,
          costS + other.costS,
          logs + other.logs,
          squares + other.squares);
    }
  }

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
    double log = Math.log(costS / effortS);
    sums.merge(protocol, new CostSums(1, effortS, costS, log, log * log), CostSums::plus);
  }

  /** What a trial may cost, in seconds. */
  public double costS(ProtocolKind protocol, double effortS) {
    return factor(protocol) * effortS;
  }

  private double factor(ProtocolKind protocol) {
    CostSums all = sums.values().stream().reduce(CostSums.NONE, CostSums::plus);
    if (all.trials() == 0) {
      return factorBefore(protocol);
    }
    double usualS = all.effortS() / all.trials();
    double expectedS =
        sums.entrySet().stream()
            .mapToDouble(each -> factorBefore(each.getKey()) * each.getValue().effortS())
            .sum();
    double common = (all.costS() + usualS) / (expectedS + usualS);
    CostSums own = sums.getOrDefault(protocol, CostSums.NONE);
    return (own.costS() + usualS * common * factorBefore(protocol)) / (own.effortS() + usualS);
  }

  private double factorBefore(ProtocolKind protocol) {
    return before.map(each -> each.factor(protocol)).orElse(1.0);
  }

  /** How many trials were measured. */
  public int trials() {
    return sums.values().stream().mapToInt(CostSums::trials).sum();
  }

  /** Half of the 95 % interval of the cost of many trials together, as a share of it. */
  public double error() {
    int earlier = before.map(MeasuredCosts::trials).orElse(0);
    double squares =
        USUAL_TRIALS * USUAL_SPREAD * USUAL_SPREAD
            + deviations()
            + before.map(MeasuredCosts::deviations).orElse(0.0);
    double variance = squares / (USUAL_TRIALS + trials() + earlier);
    double error = variance / (1 + trials() + Math.min(1, earlier));
    return TWO_SIDED_95 * Math.sqrt(error + LEAST_ERROR * LEAST_ERROR);
  }

  /** Squared, of the logarithms of cost over effort from their means within protocols. */
  private double deviations() {
    return sums.values().stream()
        .mapToDouble(each -> each.squares() - each.logs() * each.logs() / each.trials())
        .sum();
  }
}

package org.medchain.experiments.execution;

import java.util.EnumMap;
import java.util.Map;
import org.medchain.comparison.config.ProtocolKind;

/**
 * What trials have cost, as a factor on their effort for each protocol (EXP-44; decision 0193).
 * That a trial costs its effort counts as much as one measured trial of the usual length.
 */
final class MeasuredCosts {
  private final Map<ProtocolKind, Double> expectedS = new EnumMap<>(ProtocolKind.class);
  private final Map<ProtocolKind, Double> tookS = new EnumMap<>(ProtocolKind.class);
  private int trials;

  /** A trial with this effort had this cost, both in seconds and more than 0. */
  void add(ProtocolKind protocol, double effortS, double costS) {
    expectedS.merge(protocol, effortS, Double::sum);
    tookS.merge(protocol, costS, Double::sum);
    trials++;
  }

  /** What a trial may cost, in seconds. */
  double costS(ProtocolKind protocol, double effortS) {
    double usualS = trials == 0 ? 1 : sum(expectedS) / trials;
    double common = (sum(tookS) + usualS) / (sum(expectedS) + usualS);
    double own =
        (tookS.getOrDefault(protocol, 0.0) + common * usualS)
            / (expectedS.getOrDefault(protocol, 0.0) + usualS);
    return own * effortS;
  }

  private static double sum(Map<ProtocolKind, Double> parts) {
    return parts.values().stream().mapToDouble(each -> each).sum();
  }
}

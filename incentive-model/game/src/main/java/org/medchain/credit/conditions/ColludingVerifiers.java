package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.COLLUDERS;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.POOL;
import static org.medchain.credit.Parameter.POOL_COLLUDERS;

import java.util.Optional;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.incentive.VerdictRules;

/** T5: how many verifiers in one hand a verdict stands. */
record ColludingVerifiers() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T5",
        "colluding verifiers",
        "A false record that a ring passes can still be convicted.",
        "m <= n - k; detection P(Bin(n-m, 1-eps0) >= k); accepted for certain at m >= k;"
            + " drawn committee: m ~ Hypergeometric(N, N_m, n)",
        "the ring votes valid on its records and the others look",
        "m >= n-k+1 blocks honest records as well, and m >= k convicts them: extortion",
        "certain acceptance is of the verdict; evaluations by users may turn it");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    int verifiers = p.rules().verdict().verifiers();
    if (verifiers == 0) {
      return Condition.requireVerifiers(p);
    }
    if (p.intValue(COLLUDERS) > verifiers) {
      return Optional.of("more colluders than verifiers");
    }
    if (p.intValue(POOL) < verifiers) {
      return Optional.of("fewer keys to draw from than verifiers");
    }
    return Condition.inapplicableIf(
        p.intValue(POOL_COLLUDERS) > p.intValue(POOL), "more keys in one hand than there are");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    double detection = detectionProbability(p, p.intValue(COLLUDERS));
    double drawn = expectedDetectionProbability(p);
    String note = "detection " + detection + ", committee drawn: " + drawn;
    return ClosedForm.upperBound(p.intValue(COLLUDERS), rules.verifiers() - rules.quorum(), note)
        .with("detection", detection)
        .with("detection_drawn", drawn)
        .with("accepted_for_certain_from", rules.quorum());
  }

  /** The chance that a ring's record is convicted with {@code ring} of its members voting. */
  static double detectionProbability(CreditParameters p, int ring) {
    VerdictRules rules = p.rules().verdict();
    return OutcomeProbabilities.upperTail(rules.verifiers() - ring, 1 - p.of(MISS), rules.quorum());
  }

  /** The same where the committee is drawn from a pool. */
  static double expectedDetectionProbability(CreditParameters p) {
    int n = p.rules().verdict().verifiers();
    HypergeometricDistribution ring =
        HypergeometricDistribution.of(p.intValue(POOL), p.intValue(POOL_COLLUDERS), n);
    double sum = 0;
    for (int members = ring.getSupportLowerBound();
        members <= ring.getSupportUpperBound();
        members++) {
      sum += ring.probability(members) * detectionProbability(p, members);
    }
    return sum;
  }
}

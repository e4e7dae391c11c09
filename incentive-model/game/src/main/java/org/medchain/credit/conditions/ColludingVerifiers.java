package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.COLLUDERS;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.POOL;
import static org.medchain.credit.Parameter.POOL_COLLUDERS;

import java.util.Optional;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.check.CommitteeChecks;
import org.medchain.credit.check.Second;
import org.medchain.incentive.VerdictRules;

/** T5: how many verifiers in one hand a verdict stands. */
record ColludingVerifiers() implements Condition {
  @Override
  public About about() {
    return About.of(
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
  public Optional<String> silence(CreditParameters p) {
    int verifiers = p.rules().verdict().verifiers();
    if (verifiers == 0) {
      return Condition.silentWithoutVerifiers(p);
    }
    if (p.count(COLLUDERS) > verifiers) {
      return Optional.of("more colluders than verifiers");
    }
    if (p.count(POOL) < verifiers) {
      return Optional.of("fewer keys to draw from than verifiers");
    }
    return Condition.silentIf(
        p.count(POOL_COLLUDERS) > p.count(POOL), "more keys in one hand than there are");
  }

  @Override
  public Claim claim(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    double detection = detection(p, p.count(COLLUDERS));
    double drawn = drawn(p);
    String note = "detection " + detection + ", committee drawn: " + drawn;
    return Claim.atMost(p.count(COLLUDERS), rules.verifiers() - rules.quorum(), note)
        .with("detection", detection)
        .with("detection_drawn", drawn)
        .with("accepted_for_certain_from", rules.quorum());
  }

  /** The chance that a ring's record is convicted with {@code ring} of its members voting. */
  static double detection(CreditParameters p, int ring) {
    VerdictRules rules = p.rules().verdict();
    return Chances.atLeast(rules.verifiers() - ring, 1 - p.of(MISS), rules.quorum());
  }

  /** The same where the committee is drawn from a pool. */
  static double drawn(CreditParameters p) {
    int n = p.rules().verdict().verifiers();
    HypergeometricDistribution ring =
        HypergeometricDistribution.of(p.count(POOL), p.count(POOL_COLLUDERS), n);
    double sum = 0;
    for (int members = ring.getSupportLowerBound();
        members <= ring.getSupportUpperBound();
        members++) {
      sum += ring.probability(members) * detection(p, members);
    }
    return sum;
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    return CommitteeChecks.colluding(p);
  }
}

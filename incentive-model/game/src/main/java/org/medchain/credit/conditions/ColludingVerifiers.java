package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.COLLUDERS;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.POOL;
import static org.medchain.credit.Parameter.POOL_COLLUDERS;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.VoteVectors;
import org.medchain.incentive.Verdict;
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
  public boolean applies(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    return rules.isOn()
        && p.count(COLLUDERS) <= rules.verifiers()
        && p.count(POOL) >= rules.verifiers()
        && p.count(POOL_COLLUDERS) <= p.count(POOL);
  }

  @Override
  public Claim claim(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    String note =
        "detection " + detection(p, p.count(COLLUDERS)) + ", committee drawn: " + drawn(p);
    return Claim.atMost(p.count(COLLUDERS), rules.verifiers() - rules.quorum(), note);
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
    double[] ring = drawnOneByOne(p);
    double sum = 0;
    for (int members = 0; members < ring.length; members++) {
      sum += ring[members] == 0 ? 0 : ring[members] * enumerated(p, members);
    }
    return Second.exact(
        "committee drawn key by key, then all vote vectors",
        "detection by a drawn committee",
        drawn(p),
        sum);
  }

  /** Detection by enumeration of the votes of those outside the ring, put before the rules. */
  static double enumerated(CreditParameters p, int members) {
    double[] callsFalse = new double[p.rules().verdict().verifiers()];
    Arrays.fill(callsFalse, members, callsFalse.length, 1 - p.of(MISS));
    return VoteVectors.verdicts(p.rules().verdict(), callsFalse).get(Verdict.FALSE);
  }

  /** The chance of each number of ring members, from drawing without putting back. */
  private static double[] drawnOneByOne(CreditParameters p) {
    int n = p.rules().verdict().verifiers();
    double[] chance = new double[n + 1];
    chance[0] = 1;
    for (int drawn = 0; drawn < n; drawn++) {
      double left = p.count(POOL) - drawn;
      for (int members = drawn; members >= 0; members--) {
        double next = Math.max(0, p.count(POOL_COLLUDERS) - members) / left;
        chance[members + 1] += chance[members] * next;
        chance[members] *= 1 - next;
      }
    }
    return chance;
  }
}

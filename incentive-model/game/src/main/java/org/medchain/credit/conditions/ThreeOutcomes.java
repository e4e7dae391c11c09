package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;

import java.util.Arrays;
import java.util.Map;
import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.VoteVectors;
import org.medchain.incentive.Verdict;
import org.medchain.incentive.VerdictRules;

/** T1: an upload is accepted, convicted, or neither. */
record ThreeOutcomes() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T1",
        "three outcomes, not two",
        "The verdict tells something: false records are convicted more often than honest ones.",
        "a_H = P(Bin(n, 1-eps1) >= k), d_H = P(Bin(n, eps1) >= k),"
            + " a_F = P(Bin(n, eps0) >= k), d_F = P(Bin(n, 1-eps0) >= k); d_F > d_H",
        "all n verifiers vote, and look",
        "k > n/2, so that the order of the votes does not matter",
        "without evaluations: those add a_F u to d_F, and such a record keeps its reward");
  }

  @Override
  public boolean applies(CreditParameters p) {
    return p.rules().verdict().isOn();
  }

  @Override
  public Claim claim(CreditParameters p) {
    Chances honest = Chances.honest(p);
    Chances fraud = Chances.fraud(p);
    double gap = fraud.convicted() - honest.convicted();
    double undecided = 1 - fraud.accepted() - fraud.convicted() + fraud.late();
    String note = "a false record stays undecided with probability " + undecided;
    return new Claim(gap > 0, honest.convicted(), gap, note);
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double apart =
        Math.max(
            apart(p, Chances.honest(p), p.of(FALSE_ALARM)),
            apart(p, Chances.fraud(p), 1 - p.of(MISS)));
    return new Second(
        "enumeration of all vote vectors", "largest difference of a, d", 0, apart, 1e-12);
  }

  private static double apart(CreditParameters p, Chances closed, double callsFalse) {
    VerdictRules rules = p.rules().verdict();
    double[] each = new double[rules.verifiers()];
    Arrays.fill(each, callsFalse);
    Map<Verdict, Double> verdicts = VoteVectors.verdicts(rules, each);
    double atOnce = closed.convicted() - closed.late();
    return Math.max(
        Math.abs(closed.accepted() - verdicts.get(Verdict.VALID)),
        Math.abs(atOnce - verdicts.get(Verdict.FALSE)));
  }
}

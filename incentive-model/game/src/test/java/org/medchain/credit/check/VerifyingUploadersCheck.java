package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.VerdictRules;

/** T15: replicator dynamics of the honest and a ring that passes its own records. */
public final class VerifyingUploadersCheck {
  /** Steps of an orbit, in the logit of the share of the honest. */
  private static final double STEP = 0.1;

  /** Beyond this logit a share is 0 or 1. */
  private static final double FAR = 12;

  private final CreditParameters p;
  private final double turnedHonest;
  private final double turnedFalse;
  private final double taken;
  private final UploadComparison sides;

  private VerifyingUploadersCheck(CreditParameters p) {
    this.p = p;
    turnedHonest = EnumeratedUpload.overturnProbability(p, false);
    turnedFalse = EnumeratedUpload.overturnProbability(p, true);
    sides = UploadComparison.of(p);
    taken = sides.effectivePenalty();
  }

  /** T15. */
  public static IndependentCheck uploaders(CreditParameters p) {
    VerifyingUploadersCheck check = new VerifyingUploadersCheck(p);
    double atHonest = check.difference(1);
    IndependentCheck found =
        IndependentCheck.of("the replicator's orbit that ends at the honest state, backwards");
    double royalty = p.rules().points().queryPrice() * p.of(Parameter.QUERIES);
    double amounts = p.of(Parameter.CASH_PER_POINT) * (royalty + check.taken);
    double rounding =
        1e3 * check.sides.advantageRoundingError(check.sides.rate(), check.taken)
            + 1e-11 * (amounts + check.votes());
    found = found.withTolerance("advantage_among_honest", atHonest, rounding);
    if (Math.abs(atHonest) < rounding) {
      return found;
    }
    return found.withTolerance("honest_from", atHonest > 0 ? check.from() : 1, 1e-4);
  }

  /** Follows x' = x (1 − x) (U_H − U_F) backwards from the honest state to where it begins. */
  private double from() {
    for (double logit = FAR; logit > -FAR; logit -= STEP) {
      if (difference(share(logit)) <= 0) {
        return share(
            Bisection.switchingPoint(logit, logit + STEP, each -> difference(share(each)) > 0));
      }
    }
    return 0;
  }

  private static double share(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }

  /** What voting may pay and cost at most in a period, in cash. */
  private double votes() {
    VerdictRules rules = p.rules().verdict();
    double each = (double) rules.verifierReward() + rules.verifierPenalty();
    each += (double) rules.trapReward() + rules.trapPenalty();
    double cost = p.of(Parameter.VERIFYING_COST);
    return rules.verifiers() * (p.of(Parameter.CASH_PER_POINT) * each + cost);
  }

  /** U_H − U_F for this number of honest ones. */
  private double difference(double x) {
    double alarm = p.of(Parameter.FALSE_ALARM);
    double found = x * (1 - p.of(Parameter.MISS));
    int verifiers = p.rules().verdict().verifiers();
    EnumeratedUpload honest = late(EnumeratedUpload.of(without(p), alarm, false), turnedHonest);
    EnumeratedUpload ring = late(EnumeratedUpload.of(without(p), found, true), turnedFalse);
    double accepted = x * honest.accepted() + (1 - x) * ring.accepted();
    double royalty = royalty(accepted > 0 ? x * honest.accepted() / accepted : 0);
    double rate = sides.rate();
    double gain = royalty + p.of(Parameter.FALSE_GAIN);
    double provides =
        sides.payoff(honest, rate, taken, royalty, sides.honestCost())
            - sides.payoff(ring, rate, taken, gain, p.of(Parameter.FALSE_COST));
    // On the ring's records the honest look, and may disagree; its members pass them.
    double traps = p.of(Parameter.TRAP_SHARE);
    double turning = CommitteeChecks.falseVoteAdvantage(p.rules().verdict(), found);
    double vote = (1 - traps) * (1 - p.of(Parameter.MISS)) * turning;
    double looking = p.of(Parameter.VERIFYING_COST);
    return provides + verifiers * (1 - x) * (p.of(Parameter.CASH_PER_POINT) * vote - looking);
  }

  /** Evaluations are worked out once, as they depend on no share. */
  private static CreditParameters without(CreditParameters p) {
    return p.with(Parameter.QUERIES, 0);
  }

  private static EnumeratedUpload late(EnumeratedUpload play, double turned) {
    return new EnumeratedUpload(
        play.accepted(), play.convictedByCommittee(), play.accepted() * turned);
  }

  /** What an accepted record brings by queries: buyers' values are uniform between 0 and 2v. */
  private double royalty(double valid) {
    double point = p.of(Parameter.CASH_PER_POINT);
    long price = p.rules().points().queryPrice();
    double least = point * price + (1 - valid) * p.of(Parameter.BUYER_LOSS);
    double most = 2 * valid * p.of(Parameter.BUYER_VALUE);
    double buying = most > least ? (most - least) / most : 0;
    long owner = price * p.rules().points().ownerShareBp() / 10_000;
    return point * p.of(Parameter.QUERIES) * buying * owner;
  }
}

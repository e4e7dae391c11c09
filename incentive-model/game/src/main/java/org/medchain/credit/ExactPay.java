package org.medchain.credit;

import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.incentive.VerdictRules;

/**
 * {@link Stakes} and {@link VotePay} in rational numbers, in cash, for the payoffs of the small
 * games: these are sums and products of the parameters alone, so that decimals and fractions give
 * fractions. What has powers or exponentials in it (parts of a record, findings within a lock) is
 * in no small game.
 */
final class ExactPay {
  private final CreditParameters p;
  private final BigFraction point;
  private final VerdictRules verdict;

  ExactPay(CreditParameters p) {
    this.p = p;
    point = p.exact(Parameter.CASH_PER_POINT);
    verdict = p.rules().verdict();
  }

  /** So many points, in cash. */
  BigFraction cash(long points) {
    return point.multiply(points);
  }

  /** The reward of an accepted record. */
  BigFraction reward() {
    return cash(p.rules().points().uploadReward());
  }

  /** What honest sharing costs: the record, and privacy. */
  BigFraction honestCost() {
    return p.exact(Parameter.HONEST_COST).add(p.exact(Parameter.PRIVACY_COST));
  }

  /** What an honest upload pays on average, with these chances. */
  BigFraction honest(ExactChances chances, double balance) {
    return upload(chances, balance, BigFraction.ZERO, honestCost());
  }

  /** What a false one does. */
  BigFraction fraud(ExactChances chances, double balance) {
    return upload(chances, balance, p.exact(Parameter.FALSE_GAIN), p.exact(Parameter.FALSE_COST));
  }

  private BigFraction upload(
      ExactChances chances, double balance, BigFraction gain, BigFraction cost) {
    long covered = (long) Math.floor(balance) + p.rules().identity().bond();
    BigFraction penalty = cash(p.rules().points().penaltyOn(covered).taken());
    return chances
        .accepted()
        .multiply(reward().add(gain))
        .subtract(chances.convicted().multiply(penalty))
        .subtract(cost);
  }

  /** What a verifier expects to lose by a wrong vote that stands. */
  BigFraction slash() {
    return cash(verdict.verifierReward() + verdict.verifierPenalty())
        .multiply(p.exact(Parameter.AUDIT_SHARE));
  }

  /**
   * The pay for one vote on an ordinary record.
   *
   * @param own chance that this verifier calls it false
   * @param looking how many of the others look; the rest call it valid
   * @param others chance that each of those calls it false
   */
  BigFraction vote(BigFraction own, int looking, BigFraction others) {
    if (!verdict.isOn()) {
      return BigFraction.ZERO;
    }
    int quorum = verdict.quorum();
    int passing = verdict.verifiers() - 1 - looking;
    BigFraction callFalse =
        pay(
            ExactChances.atLeast(looking, others, quorum - 1),
            ExactChances.atLeast(looking, not(others), quorum - passing));
    BigFraction callValid =
        pay(
            ExactChances.atLeast(looking, not(others), quorum - 1 - passing),
            ExactChances.atLeast(looking, others, quorum));
    return own.multiply(callFalse).add(not(own).multiply(callValid));
  }

  private BigFraction pay(BigFraction agreed, BigFraction outvoted) {
    return agreed
        .multiply(cash(verdict.verifierReward()))
        .subtract(outvoted.multiply(cash(verdict.verifierPenalty())));
  }

  /** The pay for one vote on a trap. */
  BigFraction trap(BigFraction own) {
    return own.multiply(cash(verdict.trapReward()))
        .subtract(not(own).multiply(cash(verdict.trapPenalty())));
  }

  /** The chance that it is not so. */
  static BigFraction not(BigFraction chance) {
    return BigFraction.ONE.subtract(chance);
  }
}

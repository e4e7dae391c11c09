package org.medchain.credit;

import static org.medchain.credit.Parameter.AUDIT_SHARE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.HONEST_COST;
import static org.medchain.credit.Parameter.PRIVACY_COST;

import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.incentive.VerdictRules;

/**
 * {@link CashPayoffs} and {@link VotePayoffs} in rational numbers, in cash, for the payoffs of the
 * small games: these are sums and products of the parameters alone, so that decimals and fractions
 * give fractions. What has powers or exponentials in it (parts of a record, findings within a lock)
 * is in no small game.
 */
final class ExactPayoffs {
  private final CreditParameters p;
  private final BigFraction point;
  private final VerdictRules verdict;

  ExactPayoffs(CreditParameters p) {
    this.p = p;
    point = p.exact(CASH_PER_POINT);
    verdict = p.rules().verdict();
  }

  /** The cash value of points. */
  BigFraction cashValue(long points) {
    return point.multiply(points);
  }

  /** The reward of an accepted record. */
  BigFraction reward() {
    return cashValue(p.rules().points().lastingReward());
  }

  /** What honest sharing costs: the record, and privacy. */
  BigFraction honestCost() {
    return p.exact(HONEST_COST).add(p.exact(PRIVACY_COST));
  }

  /** What an honest upload pays on average, with these chances. */
  BigFraction honestPayoff(ExactOutcomeProbabilities chances, double balance) {
    return uploadPayoff(chances, balance, BigFraction.ZERO, honestCost());
  }

  /** What a false one does. */
  BigFraction fraudPayoff(ExactOutcomeProbabilities chances, double balance) {
    return uploadPayoff(chances, balance, p.exact(FALSE_GAIN), p.exact(FALSE_COST));
  }

  private BigFraction uploadPayoff(
      ExactOutcomeProbabilities chances, double balance, BigFraction gain, BigFraction cost) {
    long covered = (long) Math.floor(balance) + p.rules().identity().bond();
    BigFraction penalty = cashValue(p.rules().points().penaltyOn(covered).taken());
    return chances
        .accepted()
        .multiply(reward().add(gain))
        .subtract(chances.convicted().multiply(penalty))
        .subtract(cost);
  }

  /** What a verifier expects to lose by a wrong vote that stands. */
  BigFraction expectedSlash() {
    return cashValue(verdict.verifierReward() + verdict.verifierPenalty())
        .multiply(p.exact(AUDIT_SHARE));
  }

  /**
   * The pay for one vote on an ordinary record.
   *
   * @param own chance that this verifier calls it false
   * @param looking how many of the others look; the rest call it valid
   * @param others chance that each of those calls it false
   */
  BigFraction votePayoff(BigFraction own, int looking, BigFraction others) {
    if (!verdict.isOn()) {
      return BigFraction.ZERO;
    }
    int quorum = verdict.quorum();
    int passing = verdict.verifiers() - 1 - looking;
    BigFraction callFalse =
        agreementPayoff(
            ExactOutcomeProbabilities.upperTail(looking, others, quorum - 1),
            ExactOutcomeProbabilities.upperTail(looking, complement(others), quorum - passing));
    BigFraction callValid =
        agreementPayoff(
            ExactOutcomeProbabilities.upperTail(looking, complement(others), quorum - 1 - passing),
            ExactOutcomeProbabilities.upperTail(looking, others, quorum));
    return own.multiply(callFalse).add(complement(own).multiply(callValid));
  }

  private BigFraction agreementPayoff(BigFraction agreed, BigFraction outvoted) {
    return agreed
        .multiply(cashValue(verdict.verifierReward()))
        .subtract(outvoted.multiply(cashValue(verdict.verifierPenalty())));
  }

  /** The pay for one vote on a trap. */
  BigFraction trapPayoff(BigFraction own) {
    return own.multiply(cashValue(verdict.trapReward()))
        .subtract(complement(own).multiply(cashValue(verdict.trapPenalty())));
  }

  /** The chance that it is not so. */
  static BigFraction complement(BigFraction chance) {
    return BigFraction.ONE.subtract(chance);
  }
}

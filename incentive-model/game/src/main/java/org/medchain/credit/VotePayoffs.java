package org.medchain.credit;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.TRAP_SHARE;

import org.medchain.incentive.VerdictRules;

/**
 * What a vote pays on average, in cash: agreement with the verdict, and traps (condition T14). The
 * other verifiers vote independently and alike.
 */
public final class VotePayoffs {
  private VotePayoffs() {}

  /**
   * The pay for one vote on an ordinary record.
   *
   * @param own chance that this verifier calls it false
   * @param others chance that each of the others does
   */
  public static double agreementPayoff(CreditParameters p, double own, double others) {
    VerdictRules rules = p.rules().verdict();
    if (!rules.isOn()) {
      return 0;
    }
    int rest = rules.verifiers() - 1;
    int quorum = rules.quorum();
    double callFalse =
        rules.verifierReward() * OutcomeProbabilities.upperTail(rest, others, quorum - 1)
            - rules.verifierPenalty() * OutcomeProbabilities.upperTail(rest, 1 - others, quorum);
    double callValid =
        rules.verifierReward() * OutcomeProbabilities.upperTail(rest, 1 - others, quorum - 1)
            - rules.verifierPenalty() * OutcomeProbabilities.upperTail(rest, others, quorum);
    return p.of(CASH_PER_POINT) * (own * callFalse + (1 - own) * callValid);
  }

  /** The pay for one vote on a trap, which is false and known to be. */
  public static double trapPayoff(CreditParameters p, double own) {
    VerdictRules rules = p.rules().verdict();
    return p.of(CASH_PER_POINT) * (own * rules.trapReward() - (1 - own) * rules.trapPenalty());
  }

  /**
   * The pay for one vote on any record.
   *
   * @param validShare share of honest records among those that are no traps
   * @param ownOnValid chance that this verifier calls an honest record false
   * @param ownOnFalse chance that it calls a false one false
   * @param othersOnValid the same of each of the others
   * @param othersOnFalse the same of each of the others
   */
  public static double expectedPayoff(
      CreditParameters p,
      double validShare,
      double ownOnValid,
      double ownOnFalse,
      double othersOnValid,
      double othersOnFalse) {
    double traps = p.of(TRAP_SHARE);
    return (1 - traps) * validShare * agreementPayoff(p, ownOnValid, othersOnValid)
        + (1 - traps) * (1 - validShare) * agreementPayoff(p, ownOnFalse, othersOnFalse)
        + traps * trapPayoff(p, ownOnFalse);
  }
}

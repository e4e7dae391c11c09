package org.medchain.credit;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.HONEST_COST;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.LAUNDERED;
import static org.medchain.credit.Parameter.PRIVACY_COST;
import static org.medchain.credit.Parameter.RECORD_SIZE;
import static org.medchain.credit.Parameter.REWARD_EXPONENT;

import org.medchain.incentive.IncentiveRules;

/** What points come to in cash under the rules: whole points first, as the ledger counts. */
public final class CashPayoffs {
  private CashPayoffs() {}

  /**
   * What a conviction takes from an account of {@code balance}, in cash: the penalty, or the
   * balance and the bond if that is less (decisions 0020, 0124).
   */
  public static double penaltyLoss(CreditParameters p, double balance) {
    long covered = (long) Math.floor(balance) + p.rules().identity().bond();
    return p.of(CASH_PER_POINT) * p.rules().points().penaltyOn(covered).taken();
  }

  /** What {@code points} that were earned bring when they are redeemed, in cash. */
  public static double cashValue(CreditParameters p, double points) {
    return p.of(CASH_PER_POINT) * p.rules().redemption().paidOut((long) Math.floor(points));
  }

  /** What the initial points of one more identity are worth to its owner, in cash. */
  public static double grantValue(CreditParameters p) {
    long grant = p.rules().points().initialPoints();
    return p.of(CASH_PER_POINT) * grantPoints(p, grant);
  }

  /**
   * How many points come out of {@code grant} initial points. A grant that can only be spent is
   * spent on a record of its owner's under another key.
   */
  private static long grantPoints(CreditParameters p, long grant) {
    boolean spendOnly = p.rules().identity().spendOnlyGrant();
    double share = spendOnly ? p.of(LAUNDERED) : 1;
    return p.rules().redemption().paidOut((long) Math.floor(grant * share));
  }

  /**
   * What an identity that was registered, then convicted once and left behind has cost, in cash:
   * fee and bond paid, what was left of grant, {@code earned} points and bond taken back. Points
   * that can be redeemed go before the grant, the bond goes last.
   */
  public static double disposableIdentityCost(CreditParameters p, long earned) {
    IncentiveRules rules = p.rules();
    long grant = rules.points().initialPoints();
    long bond = rules.identity().bond();
    long taken = rules.points().penaltyOn(grant + earned + bond).taken();
    long fromEarned = Math.min(taken, earned);
    long fromGrant = Math.min(taken - fromEarned, grant);
    long earnedLeft = earned - fromEarned;
    long grantLeft = grant - fromGrant;
    // What can be redeemed is redeemed in one go: the fee is rounded up once.
    long redeemed =
        rules.identity().spendOnlyGrant()
            ? rules.redemption().paidOut(earnedLeft) + grantPoints(p, grantLeft)
            : rules.redemption().paidOut(earnedLeft + grantLeft);
    long bondTaken = taken - fromEarned - fromGrant;
    return p.of(IDENTITY_COST) - p.of(CASH_PER_POINT) * (redeemed - bondTaken);
  }

  /** What honest sharing costs: the record, and privacy. */
  public static double honestCost(CreditParameters p) {
    return p.of(HONEST_COST) + p.of(PRIVACY_COST);
  }

  /** The reward for an accepted record of {@code size} units, in points; a whole record gets R. */
  public static long uploadReward(CreditParameters p, double size) {
    double share = size / p.of(RECORD_SIZE);
    double factor = StrictMath.pow(share, p.of(REWARD_EXPONENT));
    // A small constant is added before rounding down: three thirds are a whole.
    return (long) Math.floor(p.rules().points().lastingReward() * factor + 1e-9);
  }

  /** What an honest upload pays on average, in cash; the account holds {@code balance}. */
  public static double honestPayoff(CreditParameters p, double balance) {
    return uploadPayoff(p, OutcomeProbabilities.honest(p), balance, 0, honestCost(p));
  }

  /** What a false upload pays on average, in cash; the account holds {@code balance}. */
  public static double fraudPayoff(CreditParameters p, double balance) {
    double gain = p.of(FALSE_GAIN);
    return uploadPayoff(p, OutcomeProbabilities.fraud(p), balance, gain, p.of(FALSE_COST));
  }

  /** What an upload with these chances pays on average, in cash. */
  public static double uploadPayoff(
      CreditParameters p, OutcomeProbabilities chances, double balance, double gain, double cost) {
    double reward = p.of(CASH_PER_POINT) * p.rules().points().lastingReward();
    return chances.accepted() * (reward + gain)
        - chances.convicted() * penaltyLoss(p, balance)
        - cost;
  }
}

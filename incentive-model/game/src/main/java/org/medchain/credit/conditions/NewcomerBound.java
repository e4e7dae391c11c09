package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;
import org.medchain.incentive.PointRules;

/** T9: what a newcomer can be made to lose. */
record NewcomerBound() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T9",
        "newcomer bound",
        "Whatever the penalty, a newcomer loses at most what an identity costs, and its bond.",
        "sup over P of L = kappa (E0 + B + R') <= F + M + kappa (B + R') iff kappa E0 <= F + M;"
            + " R' = R where the reward stands on the account before anybody judges, else 0",
        "a newcomer holds the initial points, the bond, and the reward if it is paid on arrival",
        "shortfalls are not owed; with debts the same bound holds, by T7",
        "where it holds and kappa P* is more, no penalty deters newcomers: free points are no"
            + " bond");
  }

  private static long early(CreditParameters p) {
    return p.rules().verdict().isOn() ? 0 : p.rules().points().uploadReward();
  }

  private static double worst(CreditParameters p) {
    long bond = p.rules().identity().bond();
    return p.of(CASH_PER_POINT) * (p.rules().points().initialPoints() + bond + early(p));
  }

  @Override
  public Claim claim(CreditParameters p) {
    double staked = p.of(CASH_PER_POINT) * (p.rules().identity().bond() + early(p));
    double bound = p.of(IDENTITY_COST) + p.of(IDENTITY_VALUE) + staked;
    double needed = p.of(CASH_PER_POINT) * Uploads.leastPenalty(p);
    String note = worst(p) >= needed ? "newcomers can be deterred" : "no penalty deters newcomers";
    return Claim.atMost(worst(p), bound, note);
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double balance = p.rules().points().initialPoints() + early(p);
    double worst = 0;
    for (long penalty = 1; penalty <= PointRules.MAX_POINTS; penalty = next(penalty)) {
      CreditParameters with = p.with(FALSE_PENALTY, (double) penalty);
      worst = Math.max(worst, Stakes.penalty(with, balance));
    }
    return Second.exact("enumeration of penalties", "worst loss of a newcomer", worst(p), worst);
  }

  /** Every penalty up to 100, then about a tenth more each time, up to the largest there may be. */
  private static long next(long penalty) {
    long step = penalty < 100 ? 1 : penalty / 10;
    boolean last = penalty < PointRules.MAX_POINTS && penalty + step > PointRules.MAX_POINTS;
    return last ? PointRules.MAX_POINTS : penalty + step;
  }
}

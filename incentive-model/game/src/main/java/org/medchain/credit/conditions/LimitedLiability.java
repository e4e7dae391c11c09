package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;
import org.medchain.incentive.PointRules;

/** T7: a penalty deters by what it takes, not by what it is called. */
record LimitedLiability() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T7",
        "limited liability, whitewashing",
        "What a conviction costs a participant is at least what deters.",
        "L >= kappa P*, L = kappa min(P, W + B) where nobody owes the shortfall (decision 0021);"
            + " with debts L = min{kappa P, kappa min(P, W + B) + max(0, M + F - g(E0))}",
        "the balance is the same for honest and false, so that L takes the place of kappa P in T2",
        "a new identity can be had whether or not one was convicted: only what conviction adds"
            + " counts",
        "g(E0): what the initial points of a new identity are worth to its owner");
  }

  @Override
  public Claim claim(CreditParameters p) {
    double needed = p.of(CASH_PER_POINT) * Uploads.leastPenalty(p);
    double loss = Stakes.penalty(p, p.of(BALANCE));
    return Claim.atLeast(loss, needed, "if shortfalls were owed: " + lossWithDebt(p));
  }

  /** The loss if a shortfall were owed by the identity, and a new identity escaped it. */
  static double lossWithDebt(CreditParameters p) {
    double taken = Stakes.penalty(p, p.of(BALANCE));
    double all = p.of(CASH_PER_POINT) * p.rules().points().falsePenalty();
    double washing = p.of(IDENTITY_VALUE) + p.of(IDENTITY_COST) - Stakes.grant(p);
    return Math.min(all, taken + Math.max(0, washing));
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    return Second.exact(
        "decision tree: convicted or not, then stay or begin again",
        "loss by a conviction",
        Stakes.penalty(p, p.of(BALANCE)),
        tree(p, false));
  }

  /** The value of the better of staying and beginning again, unconvicted minus convicted. */
  static double tree(CreditParameters p, boolean debts) {
    double point = p.of(CASH_PER_POINT);
    long held = (long) Math.floor(p.of(BALANCE)) + p.rules().identity().bond();
    PointRules.Penalty penalty = p.rules().points().penaltyOn(held);
    double again = Stakes.grant(p) - p.of(IDENTITY_COST);
    double value = p.of(IDENTITY_VALUE);
    double unconvicted = point * held + Math.max(value, again);
    long owed = debts ? penalty.shortfall() : 0;
    double left = point * (held - penalty.taken());
    double convicted = left + Math.max(value - point * owed, again);
    return unconvicted - convicted;
  }
}

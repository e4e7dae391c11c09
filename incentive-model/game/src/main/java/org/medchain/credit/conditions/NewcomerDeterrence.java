package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import org.medchain.credit.CreditParameters;

/** T9: what a newcomer can be made to lose. */
record NewcomerDeterrence() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T9",
        "newcomer bound",
        "At any penalty, a newcomer loses at most what an identity costs, and its bond.",
        "sup over P of L = kappa (E0 + B + R') <= F + M + kappa (B + R') iff kappa E0 <= F + M;"
            + " R' = R where the reward stands on the account before a verdict, else 0",
        "a newcomer holds the initial points, the bond, and the reward if it is paid on arrival",
        "shortfalls are not owed; with debts the same bound holds, by T7",
        "where it holds and kappa P* is more, no penalty deters newcomers: free points are no"
            + " bond");
  }

  private static long early(CreditParameters p) {
    return p.rules().verdict().isOn() ? 0 : p.rules().points().firstReward();
  }

  private static double worst(CreditParameters p) {
    long bond = p.rules().identity().bond();
    return p.of(CASH_PER_POINT) * (p.rules().points().initialPoints() + bond + early(p));
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double staked = p.of(CASH_PER_POINT) * (p.rules().identity().bond() + early(p));
    double bound = p.of(IDENTITY_COST) + p.of(IDENTITY_VALUE) + staked;
    double needed = p.of(CASH_PER_POINT) * UploadQuantities.minimumPenalty(p);
    double worst = worst(p);
    String note = worst >= needed ? "newcomers can be deterred" : "no penalty deters newcomers";
    return ClosedForm.upperBound(worst, bound, note)
        .with("worst_loss", worst)
        .with("needed", needed);
  }
}

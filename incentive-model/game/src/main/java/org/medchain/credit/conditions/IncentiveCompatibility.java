package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T2: the penalty from which on honest is no worse than false. */
record IncentiveCompatibility() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T2",
        "honest beats false",
        "Who can pay the penalty does no better by a false record than by an honest one.",
        "P >= P* = [D - R(a_H - a_F)] / (d_F - d_H), D = (c_H - c_F + b a_F) / kappa",
        "d_F > d_H; otherwise the penalty does not tell them apart, or the inequality turns round",
        "the account covers the penalty (T7 for when it does not)",
        "b comes with acceptance, and is kept despite later findings",
        "P is whole points: the ledger needs P* rounded up, and 0 at least");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double penalty = p.of(FALSE_PENALTY);
    double gap =
        OutcomeProbabilities.fraud(p).convicted() - OutcomeProbabilities.honest(p).convicted();
    double least = UploadQuantities.minimumPenalty(p);
    double surplus = penalty * gap - UploadQuantities.temptation(p);
    ClosedForm claim =
        gap < 0
            ? new ClosedForm(surplus >= 0, least, surplus, "the honest are convicted more often")
            : ClosedForm.lowerBound(penalty, least, "in whole points: " + roundUp(least));
    return claim
        .with("least_penalty", least)
        .with("least_whole_penalty", roundUp(least))
        .with("surplus", p.of(CASH_PER_POINT) * surplus)
        .with("payoff_honest", UploadQuantities.honestPayoff(p, penalty))
        .with("payoff_false", UploadQuantities.fraudPayoff(p, penalty));
  }

  /** The least penalty in whole points. */
  static double roundUp(double least) {
    // What is whole but for rounding errors is whole.
    return Double.isInfinite(least)
        ? Math.max(0, least)
        : Math.max(0, Math.ceil(least - UploadQuantities.roundingError(least)));
  }
}

package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T3: the penalty up to which it pays to take part at all. */
record IndividualRationality() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T3",
        "participation, over-deterrence",
        "An honest record is worth sharing although it may be convicted by mistake.",
        "P <= (R a_H - c_H/kappa) / d_H; for d_H = 0: R a_H >= c_H/kappa for every P",
        "the alternative is to share nothing, which pays 0",
        "the account covers the penalty; one that does not takes part more easily",
        "without royalties of queries, which raise the bound");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double most = maximumPenalty(p);
    double least = Math.max(0, UploadQuantities.minimumPenalty(p));
    String window = "[" + IncentiveCompatibility.roundUp(least) + ", " + Math.floor(most) + "]";
    boolean empty = IncentiveCompatibility.roundUp(least) > Math.floor(most);
    return ClosedForm.upperBound(
            p.of(FALSE_PENALTY), most, "window of P with T2: " + (empty ? "empty" : window))
        .with("most_penalty", most)
        .with("most_whole_penalty", Math.max(-1, UploadQuantities.floor(most)))
        .with("window_low", IncentiveCompatibility.roundUp(least))
        .with("window_high", Math.floor(most))
        .with("payoff_honest", UploadQuantities.honestPayoff(p, p.of(FALSE_PENALTY)));
  }

  static double maximumPenalty(CreditParameters p) {
    OutcomeProbabilities honest = OutcomeProbabilities.honest(p);
    double surplus =
        p.rules().points().lastingReward() * honest.accepted()
            - CashPayoffs.honestCost(p) / p.of(CASH_PER_POINT);
    if (honest.convicted() > 0) {
      return surplus / honest.convicted();
    }
    return surplus >= 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }
}

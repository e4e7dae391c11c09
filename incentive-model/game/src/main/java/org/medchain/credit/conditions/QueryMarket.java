package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BUYER_LOSS;
import static org.medchain.credit.Parameter.BUYER_VALID_SHARE;
import static org.medchain.credit.Parameter.BUYER_VALUE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.QUERY_PRICE;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.budget.ExpectedBudget;

/** T17: the price at which records are bought, and the one that pays for the rewards. */
record QueryMarket() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T17",
        "query market and budget",
        "The median buyer buys.",
        "kappa Q <= rho' v - (1 - rho') l, rho' = rho_B a_H / (rho_B a_H + (1-rho_B) a_F);"
            + " supply does not grow iff q (Q - floor(s_O Q)) + burnt penalties >= points issued"
            + " an upload",
        "rho' is the share of valid ones among accepted records; rho_B, what buyers take it to be"
            + " among uploaded ones, says too little where verifiers are any good",
        "buyers cannot tell before they pay, and know how well verifiers judge",
        "with s_O = 1 nothing is burnt, and no price balances the treasury");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double most = maximumPrice(p);
    double balancing = ExpectedBudget.balancingPrice(p);
    return ClosedForm.upperBound(
            p.of(QUERY_PRICE), most, "least price without inflation: " + balancing)
        .with("most_price", most)
        .with("most_whole_price", Math.max(-1, UploadQuantities.floor(most)))
        .with("least_price_without_inflation", balancing);
  }

  /** The price in points at which the median buyer does not care. */
  static double maximumPrice(CreditParameters p) {
    double honest = p.of(BUYER_VALID_SHARE) * OutcomeProbabilities.honest(p).accepted();
    double fraud = (1 - p.of(BUYER_VALID_SHARE)) * OutcomeProbabilities.fraud(p).accepted();
    if (honest + fraud == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double valid = honest / (honest + fraud);
    return (valid * p.of(BUYER_VALUE) - (1 - valid) * p.of(BUYER_LOSS)) / p.of(CASH_PER_POINT);
  }
}

package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.IDENTITY_COST;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;

/** T10: whether identities are worth registering for their initial points alone. */
record SybilIdentities() implements Condition {
  private static final int MANY = 40;

  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T10",
        "Sybil identities",
        "Nobody gains by registering for the initial points.",
        "g(E0) <= F, g(E0) = kappa paidOut(E0), about kappa (1 - phi) E0;"
            + " spend-only: kappa paidOut(lambda E0)",
        "the bond comes back, at a cost of kappa B (1 - delta) that is not counted here",
        "a spend-only grant is not bounded by what it buys as long as it can be spent on one's own"
            + " record: lambda = s_O by a query, 1 by an agreement",
        "the fee is rounded up to whole points for each redemption");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double grant = CashPayoffs.grantValue(p);
    double profit = grant - p.of(IDENTITY_COST);
    return ClosedForm.upperBound(grant, p.of(IDENTITY_COST), "")
        .with("worth_of_grant", grant)
        .with("profit_of_one", profit)
        .with("profit_of_forty", MANY * Math.max(0, profit));
  }
}

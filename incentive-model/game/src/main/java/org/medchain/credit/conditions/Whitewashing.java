package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;

/** T8: whether an old identity is worth more than a new one. */
record Whitewashing() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T8",
        "whitewashing",
        "To leave one's identity for a fresh one does not pay.",
        "g(E0) <= F + M; without fee and with redeemable grants g(E0) = kappa E0",
        "one identity at a time, and a fresh one has the value M only after a while",
        "points and bond of the old one are taken along in cash (what a fee costs adds to M)",
        "one that may have several at once, or has nothing to lose (M = 0), is under T10,"
            + " which is stronger");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double grant = CashPayoffs.grantValue(p);
    double kept = p.of(IDENTITY_VALUE);
    return ClosedForm.upperBound(grant, p.of(IDENTITY_COST) + kept, "")
        .with("worth_of_grant", grant)
        .with("best_plan", Math.max(kept, grant - p.of(IDENTITY_COST)));
  }
}

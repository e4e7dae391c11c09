package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;

/** T7: a penalty deters by what it takes, not by what it is called. */
record LimitedLiability() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T7",
        "limited liability",
        "What a conviction costs a participant is at least what deters.",
        "L >= kappa P*, L = kappa min(P, W + B) where nobody owes the shortfall (decision 0020);"
            + " with debts L = min{kappa P, kappa min(P, W + B) + max(0, M + F - g(E0))}",
        "the balance is the same for honest and false, so that L takes the place of kappa P in T2",
        "a new identity can be had whether or not one was convicted: only what conviction adds"
            + " counts",
        "g(E0): what the initial points of a new identity are worth to its owner");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double needed = p.of(CASH_PER_POINT) * UploadQuantities.minimumPenalty(p);
    double loss = CashPayoffs.penaltyLoss(p, p.of(BALANCE));
    double withDebts = lossWithDebt(p);
    return ClosedForm.lowerBound(loss, needed, "if shortfalls were owed: " + withDebts)
        .with("loss", loss)
        .with("loss_with_debts", withDebts)
        .with("needed", needed);
  }

  /** The loss if a shortfall were owed by the identity, and a new identity escaped it. */
  static double lossWithDebt(CreditParameters p) {
    double taken = CashPayoffs.penaltyLoss(p, p.of(BALANCE));
    double all = p.of(CASH_PER_POINT) * p.rules().points().falsePenalty();
    double washing = p.of(IDENTITY_VALUE) + p.of(IDENTITY_COST) - CashPayoffs.grantValue(p);
    return Math.min(all, taken + Math.max(0, washing));
  }
}

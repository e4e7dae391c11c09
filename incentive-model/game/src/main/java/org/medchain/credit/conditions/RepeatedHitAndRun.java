package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.IDENTITY_COST;

import java.util.Optional;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T11: a conviction closes the identity, and its owner registers again. */
record RepeatedHitAndRun() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T11",
        "hit and run with re-entry",
        "Honesty forever is the best plan although one can begin again.",
        "g(E0) <= F - (pi_F - pi_H) / (delta (d_F - d_H)), and besides"
            + " delta (d_F - d_H) V_ban >= pi_F - pi_H with V_ban = pi_H / (1 - delta (1 - d_H))",
        "a conviction closes the identity; on the ledger it does so only by decision of the center",
        "pi: flows of cash a period before any penalty; d_F > d_H",
        "without the second part the formula promises too much: who would not come back"
            + " (V < F - g) loses only V",
        "M = 0; with it, F + M stands for F");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    if (OutcomeProbabilities.fraud(p).convicted() <= OutcomeProbabilities.honest(p).convicted()) {
      return Optional.of("false records are convicted no more often than honest ones");
    }
    return Condition.inapplicableIf(p.of(DISCOUNT) == 0, "the future is worth nothing");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double tempting =
        UploadQuantities.falsePayoffWithoutPenalty(p)
            - UploadQuantities.honestPayoffWithoutPenalty(p);
    double gap =
        OutcomeProbabilities.fraud(p).convicted() - OutcomeProbabilities.honest(p).convicted();
    double deterrent = p.of(DISCOUNT) * gap;
    double kept = 1 - p.of(DISCOUNT) * (1 - OutcomeProbabilities.honest(p).convicted());
    boolean enough = deterrent * UploadQuantities.honestPayoffWithoutPenalty(p) / kept >= tempting;
    double threshold =
        enough ? p.of(IDENTITY_COST) - tempting / deterrent : Double.NEGATIVE_INFINITY;
    return ClosedForm.upperBound(
            CashPayoffs.grantValue(p), threshold, enough ? "" : "even a ban does not deter")
        .with("worth_of_grant", CashPayoffs.grantValue(p))
        .with("most_harmless_grant", threshold)
        .with("flow_honest", UploadQuantities.honestPayoffWithoutPenalty(p))
        .with("flow_false", UploadQuantities.falsePayoffWithoutPenalty(p));
  }
}

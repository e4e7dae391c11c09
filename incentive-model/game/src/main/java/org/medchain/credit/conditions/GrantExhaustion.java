package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.IDENTITY_COST;

import java.util.Optional;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T13: false records until the initial points are burnt, then a fresh identity. */
record GrantExhaustion() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T13",
        "burning the grant",
        "False records under identities that are used up one after the other do not pay.",
        "pi_F <= d_F (F + kappa B) / J, J = ceil((E0 + B) / P): an identity lasts J convictions,"
            + " J / d_F uploads on average",
        "an identity without points is closed; the ledger does not do that: there an empty account"
            + " uploads on, nothing can be taken from it, and only pi_F <= 0 deters",
        "rewards leave the account at once, so that they prolong nothing",
        "against staying out; against honest sharing, pi_F - pi_H stands for pi_F");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    if (OutcomeProbabilities.fraud(p).convicted() == 0) {
      return Optional.of("no false record is ever convicted");
    }
    return Condition.inapplicableIf(
        p.rules().points().falsePenalty() == 0, "the penalty takes nothing");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double entry = entry(p);
    double flow = UploadQuantities.falsePayoffWithoutPenalty(p);
    String note = "where empty accounts continue: " + (flow <= 0 ? "deterred" : "never deterred");
    double uploads = uploads(p);
    double threshold = uploads == 0 ? Double.POSITIVE_INFINITY : entry / uploads;
    return ClosedForm.upperBound(flow, threshold, note)
        .with("uploads", uploads)
        .with("flow_false", flow);
  }

  private static double entry(CreditParameters p) {
    return p.of(IDENTITY_COST) + p.of(CASH_PER_POINT) * p.rules().identity().bond();
  }

  /** Uploads that an identity lasts on average. */
  private static double uploads(CreditParameters p) {
    long points = p.rules().points().initialPoints() + p.rules().identity().bond();
    long convictions = Math.ceilDiv(points, p.rules().points().falsePenalty());
    return convictions / OutcomeProbabilities.fraud(p).convicted();
  }
}

package org.medchain.credit.conditions;

import java.util.Optional;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T1: an upload is accepted, convicted, or neither. */
record UploadOutcomes() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T1",
        "three outcomes, not two",
        "The verdict tells something: false records are convicted more often than honest ones.",
        "a_H = P(Bin(n, 1-eps1) >= k), d_H = P(Bin(n, eps1) >= k),"
            + " a_F = P(Bin(n, eps0) >= k), d_F = P(Bin(n, 1-eps0) >= k); d_F > d_H",
        "all n verifiers vote, and look",
        "k > n/2, so that the order of the votes does not matter",
        "without evaluations: those add a_F u to d_F, and such a record keeps its reward");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    return Condition.requireVerifiers(p);
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    OutcomeProbabilities honest = OutcomeProbabilities.honest(p);
    OutcomeProbabilities fraud = OutcomeProbabilities.fraud(p);
    double gap = fraud.convicted() - honest.convicted();
    double undecided = 1 - fraud.accepted() - fraud.convicted() + fraud.convictedLate();
    String note = "a false record stays undecided with probability " + undecided;
    return new ClosedForm(gap > 0, honest.convicted(), gap, note)
        .with("accepted_honest", honest.accepted())
        .with("convicted_honest", honest.convicted())
        .with("accepted_false", fraud.accepted())
        .with("convicted_false", fraud.convicted())
        .with("undecided_false", undecided)
        .with("overturned_honest", honest.convictedLate())
        .with("overturned_false", fraud.convictedLate());
  }
}

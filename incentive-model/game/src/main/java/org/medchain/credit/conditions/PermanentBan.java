package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.DISCOUNT;

import java.util.Optional;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T12: a conviction bans forever. */
record PermanentBan() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T12",
        "permanent ban",
        "A permanent ban after a conviction keeps those honest who value the future.",
        "delta >= (pi_F - pi_H) / (pi_F - pi_H + pi_H d_F - pi_F d_H);"
            + " impossible iff pi_F > pi_H and pi_H d_F <= pi_F d_H",
        "nobody comes back under another key: identities are checked, not bought",
        "pi_H >= 0: who loses by honesty is not afraid of a ban",
        "false alarms ban the honest too: with d_H/d_F >= pi_H/pi_F no patience is enough");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    if (UploadQuantities.honestPayoffWithoutPenalty(p) < 0) {
      return Optional.of("honest sharing loses: nobody fears to be banned from it");
    }
    return Condition.inapplicableIf(
        OutcomeProbabilities.fraud(p).convicted() <= OutcomeProbabilities.honest(p).convicted(),
        "false records are convicted no more often than honest ones");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double least = leastDiscount(p);
    return ClosedForm.lowerBound(
            p.of(DISCOUNT), least, Double.isInfinite(least) ? "no patience is enough" : "")
        .with("least_discount", least)
        .with("flow_honest", UploadQuantities.honestPayoffWithoutPenalty(p))
        .with("flow_false", UploadQuantities.falsePayoffWithoutPenalty(p));
  }

  private static double leastDiscount(CreditParameters p) {
    double honest = UploadQuantities.honestPayoffWithoutPenalty(p);
    double fraud = UploadQuantities.falsePayoffWithoutPenalty(p);
    if (fraud <= honest) {
      return 0;
    }
    double cross =
        honest * OutcomeProbabilities.fraud(p).convicted()
            - fraud * OutcomeProbabilities.honest(p).convicted();
    return cross <= 0 ? Double.POSITIVE_INFINITY : (fraud - honest) / (fraud - honest + cross);
  }
}

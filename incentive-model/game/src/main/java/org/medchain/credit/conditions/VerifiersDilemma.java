package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.VALID_SHARE;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.Optional;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.VotePayoffs;

/** T14: whether it pays a verifier to look. */
record VerifiersDilemma() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T14",
        "verifier's dilemma",
        "To look is the best reply to verifiers who look, and to verifiers who do not.",
        "c_V <= min(G(all look), G(none looks)), G = pay for looking - pay for passing unread;"
            + " none looks: G = t(1-eps0)(r_T+p_T) - (1-t)(rho eps1 + (1-rho)(1-eps0))(r_V+p_V)",
        "paid for agreement with the verdict, and for traps, which look like any record",
        "without traps G(none looks) <= 0: to pass all is an equilibrium, strict if c_V > 0",
        "G(all look) falls with the share of false records: for t = 0, rho = 1 it is not positive",
        "peer prediction that pays agreement beyond chance gains 2 rho (1-rho) r at most: it fails"
            + " with rare false records as well, traps do not");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    return Condition.requireVerifiers(p);
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double amongLooking = verificationGain(p, p.of(FALSE_ALARM), 1 - p.of(MISS));
    double amongPassing = verificationGain(p, 0, 0);
    String note = "gain among those who look " + amongLooking + ", who pass " + amongPassing;
    return ClosedForm.upperBound(p.of(VERIFYING_COST), Math.min(amongLooking, amongPassing), note)
        .with("gain_among_looking", amongLooking)
        .with("gain_among_passing", amongPassing);
  }

  /** What looking brings over passing unread, before its cost, where the others do as said. */
  static double verificationGain(CreditParameters p, double othersOnValid, double othersOnFalse) {
    double valid = p.of(VALID_SHARE);
    double alarm = p.of(FALSE_ALARM);
    double detect = 1 - p.of(MISS);
    return VotePayoffs.expectedPayoff(p, valid, alarm, detect, othersOnValid, othersOnFalse)
        - VotePayoffs.expectedPayoff(p, valid, 0, 0, othersOnValid, othersOnFalse);
  }
}

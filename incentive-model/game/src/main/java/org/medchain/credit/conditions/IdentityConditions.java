package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import java.util.Optional;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** The closed forms of the conditions on identities and their initial points: T8 to T13. */
final class IdentityConditions {
  private static final int MANY = 40;

  private IdentityConditions() {}

  static ClosedForm whitewashing(CreditParameters p) {
    double grant = CashPayoffs.grantValue(p);
    double kept = p.of(IDENTITY_VALUE);
    return ClosedForm.upperBound(grant, p.of(IDENTITY_COST) + kept, "")
        .with("worth_of_grant", grant)
        .with("best_plan", Math.max(kept, grant - p.of(IDENTITY_COST)));
  }

  static ClosedForm newcomerDeterrence(CreditParameters p) {
    long bond = p.rules().identity().bond();
    long early = p.rules().verdict().isOn() ? 0 : p.rules().points().firstReward();
    double staked = p.of(CASH_PER_POINT) * (bond + early);
    double bound = p.of(IDENTITY_COST) + p.of(IDENTITY_VALUE) + staked;
    double needed = p.of(CASH_PER_POINT) * UploadQuantities.minimumPenalty(p);
    double worst = p.of(CASH_PER_POINT) * (p.rules().points().initialPoints() + bond + early);
    String note = worst >= needed ? "newcomers can be deterred" : "no penalty deters newcomers";
    return ClosedForm.upperBound(worst, bound, note)
        .with("worst_loss", worst)
        .with("needed", needed);
  }

  static ClosedForm sybilIdentities(CreditParameters p) {
    double grant = CashPayoffs.grantValue(p);
    double profit = grant - p.of(IDENTITY_COST);
    return ClosedForm.upperBound(grant, p.of(IDENTITY_COST), "")
        .with("worth_of_grant", grant)
        .with("profit_of_one", profit)
        .with("profit_of_forty", MANY * Math.max(0, profit));
  }

  static Optional<String> noFuture(CreditParameters p) {
    return falseNoWorse(p)
        .or(
            () ->
                p.of(DISCOUNT) == 0
                    ? Optional.of("the future is worth nothing")
                    : Optional.empty());
  }

  private static Optional<String> falseNoWorse(CreditParameters p) {
    return UploadQuantities.convictionGap(p) <= 0
        ? Optional.of("false records are convicted no more often than honest ones")
        : Optional.empty();
  }

  static ClosedForm repeatedHitAndRun(CreditParameters p) {
    double honest = UploadQuantities.honestPayoffWithoutPenalty(p);
    double fraud = UploadQuantities.falsePayoffWithoutPenalty(p);
    double tempting = fraud - honest;
    double deterrent = p.of(DISCOUNT) * UploadQuantities.convictionGap(p);
    double kept = 1 - p.of(DISCOUNT) * (1 - OutcomeProbabilities.honest(p).convicted());
    boolean enough = deterrent * honest / kept >= tempting;
    double threshold =
        enough ? p.of(IDENTITY_COST) - tempting / deterrent : Double.NEGATIVE_INFINITY;
    double grant = CashPayoffs.grantValue(p);
    return ClosedForm.upperBound(grant, threshold, enough ? "" : "even a ban does not deter")
        .with("worth_of_grant", grant)
        .with("most_harmless_grant", threshold)
        .with("flow_honest", honest)
        .with("flow_false", fraud);
  }

  static Optional<String> noThreatOfBan(CreditParameters p) {
    return UploadQuantities.honestPayoffWithoutPenalty(p) < 0
        ? Optional.of("honest sharing loses: nobody fears to be banned from it")
        : falseNoWorse(p);
  }

  static ClosedForm permanentBan(CreditParameters p) {
    double honest = UploadQuantities.honestPayoffWithoutPenalty(p);
    double fraud = UploadQuantities.falsePayoffWithoutPenalty(p);
    double least = 0;
    if (fraud > honest) {
      double cross =
          honest * OutcomeProbabilities.fraud(p).convicted()
              - fraud * OutcomeProbabilities.honest(p).convicted();
      least = cross <= 0 ? Double.POSITIVE_INFINITY : (fraud - honest) / (fraud - honest + cross);
    }
    String note = Double.isInfinite(least) ? "no patience is enough" : "";
    return ClosedForm.lowerBound(p.of(DISCOUNT), least, note)
        .with("least_discount", least)
        .with("flow_honest", honest)
        .with("flow_false", fraud);
  }

  static Optional<String> noConviction(CreditParameters p) {
    if (OutcomeProbabilities.fraud(p).convicted() == 0) {
      return Optional.of("no false record is ever convicted");
    }
    return p.rules().points().falsePenalty() == 0
        ? Optional.of("the penalty takes nothing")
        : Optional.empty();
  }

  static ClosedForm grantExhaustion(CreditParameters p) {
    long bond = p.rules().identity().bond();
    long points = p.rules().points().initialPoints() + bond;
    long convictions = Math.ceilDiv(points, p.rules().points().falsePenalty());
    // How many uploads an identity lasts on average.
    double uploads = convictions / OutcomeProbabilities.fraud(p).convicted();
    double entry = p.of(IDENTITY_COST) + p.of(CASH_PER_POINT) * bond;
    double flow = UploadQuantities.falsePayoffWithoutPenalty(p);
    String note = "where empty accounts continue: " + (flow <= 0 ? "deterred" : "never deterred");
    double threshold = uploads == 0 ? Double.POSITIVE_INFINITY : entry / uploads;
    return ClosedForm.upperBound(flow, threshold, note)
        .with("uploads", uploads)
        .with("flow_false", flow);
  }
}

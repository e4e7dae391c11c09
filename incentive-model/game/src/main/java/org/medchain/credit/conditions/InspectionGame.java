package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;

/** T16: how often one who may look does look. */
record InspectionGame() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T16",
        "inspection game",
        "Fraud and inspection both continue, in the only equilibrium: neither is certain.",
        "P(look) = (b + c_H - c_F) / (kappa (R + P) + b), P(false) = c_V / sigma",
        "0 < P(look) < 1 and c_V < sigma; otherwise there is a pure equilibrium",
        "one verifier who finds the truth if it looks; sigma as in T6",
        "a higher penalty lowers inspection and leaves fraud as it is, as long as what the"
            + " verifier gains by looking does not come out of the penalty",
        "replicator orbits of the two populations close around the equilibrium; they do not reach"
            + " it");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double look = inspectionProbability(p);
    double sigma = CreditGames.expectedSlash(p);
    double fraud = fraud(p, sigma);
    boolean inside = look > 0 && look < 1 && fraud > 0 && fraud < 1;
    double margin = Math.min(Math.min(look, 1 - look), Math.min(fraud, 1 - fraud));
    return new ClosedForm(inside, look, margin, "P(false) = " + Math.min(1, fraud))
        .with("look", look)
        .with("fraud", fraud)
        .with("slash", sigma);
  }

  /** P(false) at which the verifier does not care; infinite where it never looks. */
  private static double fraud(CreditParameters p, double sigma) {
    double cost = p.of(VERIFYING_COST);
    return cost == 0 ? 0 : sigma > 0 ? cost / sigma : Double.POSITIVE_INFINITY;
  }

  /** P(look) at which a provider does not care. */
  static double inspectionProbability(CreditParameters p) {
    double gain = p.of(FALSE_GAIN);
    double tempting = gain + CashPayoffs.honestCost(p) - p.of(FALSE_COST);
    double points = p.rules().points().lastingReward() + (double) p.rules().points().falsePenalty();
    double slope = p.of(CASH_PER_POINT) * points + gain;
    if (slope == 0) {
      return tempting > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return tempting / slope;
  }
}

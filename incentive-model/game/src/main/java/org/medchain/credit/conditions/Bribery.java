package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.MISS;

import java.util.Optional;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.incentive.VerdictRules;

/** T6: what a wrong vote must cost so that votes are not bought. */
record Bribery() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T6",
        "bribery",
        "No number of bought votes makes a false record better than an honest one.",
        "for every m: m sigma >= a(m)(kappa R + b) - d(m) kappa P - c_F - U_H;"
            + " for eps0 = 0, a_H = 1: k sigma >= b + c_H - c_F",
        "sigma = kappa q_A (r_V + p_V): a bought vote loses only if an outside check finds it;"
            + " bought by the quorum, it is on the winning side and agreement pays it",
        "the briber pays each what it expects to lose, whether or not it succeeds",
        "traps do not count: the briber names the record",
        "against P+eps contracts, which pay only who voted valid and lost, no sigma from"
            + " agreement helps, as nobody is paid in the end");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    return Condition.requireVerifiers(p);
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    double least = 0;
    for (int bought = 1; bought <= rules.verifiers(); bought++) {
      int rest = rules.verifiers() - bought;
      double accepted = OutcomeProbabilities.upperTail(rest, p.of(MISS), rules.quorum() - bought);
      double convicted = OutcomeProbabilities.upperTail(rest, 1 - p.of(MISS), rules.quorum());
      least = Math.max(least, surplus(p, accepted, convicted) / bought);
    }
    return ClosedForm.lowerBound(
            CreditGames.expectedSlash(p), least, "by the formula: " + closedFormThreshold(p))
        .with("slash", CreditGames.expectedSlash(p))
        .with("least_slash", least)
        .with("least_slash_without_errors", closedFormThreshold(p))
        .with("payoff_honest", CashPayoffs.honestPayoff(p, p.of(BALANCE)));
  }

  /** The least expected slash a vote for verifiers without error: (b + c_H − c_F) / k. */
  static double closedFormThreshold(CreditParameters p) {
    double gain = p.of(FALSE_GAIN) + CashPayoffs.honestCost(p) - p.of(FALSE_COST);
    return gain / p.rules().verdict().quorum();
  }

  /** What false has over honest, before bribes, with these chances, in cash. */
  private static double surplus(CreditParameters p, double accepted, double convicted) {
    // Users are not bought: they may find what the verifiers let pass.
    double late = accepted * OutcomeProbabilities.overturnProbability(p, true);
    OutcomeProbabilities chances = new OutcomeProbabilities(accepted, convicted + late, late);
    double balance = p.of(BALANCE);
    return CashPayoffs.uploadPayoff(p, chances, balance, p.of(FALSE_GAIN), p.of(FALSE_COST))
        - CashPayoffs.honestPayoff(p, balance);
  }
}

package org.medchain.agents;

import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.strategy.Honest;
import org.medchain.credit.strategy.IdentityPolicy;
import org.medchain.credit.strategy.PopulationEnvironment;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategy;

/**
 * Shares true records, and takes a fresh identity in each round for its initial points: condition
 * T8 in its purest form. It gains on honest members iff κ E0 > F + M.
 */
record IdentityChanger() implements Strategy {
  @Override
  public String name() {
    return "identity changer";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return new Honest().uploads(p, kind);
  }

  @Override
  public IdentityPolicy identityPolicy() {
    return IdentityPolicy.REPLACE_EVERY_ROUND;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.HONEST);
    double balance = p.rules().points().initialPoints();
    double fresh = CashPayoffs.grantValue(p) - p.of(IDENTITY_COST) - p.of(IDENTITY_VALUE);
    return CashPayoffs.uploadPayoff(
            p, chances, balance, society.ownerRevenue(), CashPayoffs.honestCost(p))
        + fresh;
  }
}

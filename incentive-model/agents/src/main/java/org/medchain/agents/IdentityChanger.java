package org.medchain.agents;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.Stakes;
import org.medchain.credit.strategy.Honest;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Society;
import org.medchain.credit.strategy.Strategy;

/**
 * Shares what is true, and takes a fresh identity in each round for the sake of its initial points:
 * condition T8 in its purest form. It gains on honest members iff κ E0 > F + M.
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
  public double payoff(CreditParameters p, Society society) {
    Chances chances = society.chances(RecordKind.HONEST);
    double balance = p.rules().points().initialPoints();
    double fresh = Stakes.grant(p) - p.of(Parameter.IDENTITY_COST) - p.of(Parameter.IDENTITY_VALUE);
    return Stakes.upload(p, chances, balance, society.royalty(), Stakes.honestCost(p)) + fresh;
  }
}

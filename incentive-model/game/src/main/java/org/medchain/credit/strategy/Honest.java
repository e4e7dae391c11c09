package org.medchain.credit.strategy;

import static org.medchain.credit.Parameter.BALANCE;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** Shares what is true, and looks at what it verifies. */
public record Honest() implements Strategy {
  @Override
  public String name() {
    return "honest";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return kind == RecordKind.HONEST ? 1 : 0;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.HONEST);
    double balance = p.of(BALANCE);
    return CashPayoffs.uploadPayoff(
        p, chances, balance, society.ownerRevenue(), CashPayoffs.honestCost(p));
  }
}

package org.medchain.credit.strategy;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.Stakes;

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
  public double payoff(CreditParameters p, Society society) {
    Chances chances = society.chances(RecordKind.HONEST);
    double balance = p.of(Parameter.BALANCE);
    return Stakes.upload(p, chances, balance, society.royalty(), Stakes.honestCost(p));
  }
}

package org.medchain.credit.strategy;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** Registers one more identity in each period for the sake of its initial points (T10). */
public record Sybil() implements Strategy {
  @Override
  public String name() {
    return "sybil";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return 0;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    // What a bond costs is that it is back only a period later.
    double bond = p.of(Parameter.CASH_PER_POINT) * p.rules().identity().bond();
    double tied = bond * (1 - p.of(Parameter.DISCOUNT));
    return CashPayoffs.grantValue(p) - p.of(Parameter.IDENTITY_COST) - tied;
  }

  @Override
  public boolean verifies() {
    return false;
  }
}

package org.medchain.credit.strategy;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.Parameter;

/** Makes records up, stays, and bears the penalties; verifies like the honest. */
public record FalseSharer() implements Strategy {
  @Override
  public String name() {
    return "false";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return kind == RecordKind.FALSE ? 1 : 0;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.FALSE);
    double gain = p.of(Parameter.FALSE_GAIN) + society.ownerRevenue();
    return CashPayoffs.uploadPayoff(
        p, chances, p.of(Parameter.BALANCE), gain, p.of(Parameter.FALSE_COST));
  }
}

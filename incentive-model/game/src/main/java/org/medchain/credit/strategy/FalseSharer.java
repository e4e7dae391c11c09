package org.medchain.credit.strategy;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.Stakes;

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
  public double payoff(CreditParameters p, Society society) {
    Chances chances = society.chances(RecordKind.FALSE);
    double gain = p.of(Parameter.FALSE_GAIN) + society.royalty();
    return Stakes.upload(p, chances, p.of(Parameter.BALANCE), gain, p.of(Parameter.FALSE_COST));
  }
}

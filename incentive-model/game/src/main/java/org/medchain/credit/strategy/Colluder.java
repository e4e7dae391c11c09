package org.medchain.credit.strategy;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.Parameter;

/** A member of a ring: makes records up, and passes those of the ring (T5, T15). */
public record Colluder() implements Strategy {
  @Override
  public String name() {
    return "colluder";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return kind == RecordKind.RING ? 1 : 0;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.RING);
    double gain = p.of(Parameter.FALSE_GAIN) + society.ownerRevenue();
    return CashPayoffs.uploadPayoff(
        p, chances, p.of(Parameter.BALANCE), gain, p.of(Parameter.FALSE_COST));
  }

  @Override
  public double callsFalse(CreditParameters p, RecordKind kind) {
    return kind == RecordKind.RING ? 0 : Strategy.super.callsFalse(p, kind);
  }

  @Override
  public boolean looksAt(RecordKind kind) {
    return kind != RecordKind.RING;
  }
}

package org.medchain.credit.strategy;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.Stakes;

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
  public double payoff(CreditParameters p, Society society) {
    Chances chances = society.chances(RecordKind.RING);
    double gain = p.of(Parameter.FALSE_GAIN) + society.royalty();
    return Stakes.upload(p, chances, p.of(Parameter.BALANCE), gain, p.of(Parameter.FALSE_COST));
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

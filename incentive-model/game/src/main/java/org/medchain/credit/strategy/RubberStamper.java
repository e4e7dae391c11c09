package org.medchain.credit.strategy;

import org.medchain.credit.CreditParameters;

/** Shares what is true, and approves without looking what it should verify (T14). */
public record RubberStamper() implements Strategy {
  @Override
  public String name() {
    return "rubber stamper";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return new Honest().uploads(p, kind);
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    return new Honest().payoff(p, society);
  }

  @Override
  public double callsFalse(CreditParameters p, RecordKind kind) {
    return 0;
  }

  @Override
  public boolean looksAt(RecordKind kind) {
    return false;
  }
}

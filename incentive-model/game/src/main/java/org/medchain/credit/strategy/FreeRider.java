package org.medchain.credit.strategy;

import org.medchain.credit.CreditParameters;

/** Shares nothing, and passes unread what it should verify (T14). */
public record FreeRider() implements Strategy {
  @Override
  public String name() {
    return "free rider";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return 0;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    return 0;
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

package org.medchain.agents;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.Honest;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Society;
import org.medchain.credit.strategy.Strategy;

/** Shares what is true, and passes unread what it should verify (T14). */
record RubberStamper() implements Strategy {
  @Override
  public String name() {
    return "rubber stamper";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return new Honest().uploads(p, kind);
  }

  @Override
  public double payoff(CreditParameters p, Society society) {
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

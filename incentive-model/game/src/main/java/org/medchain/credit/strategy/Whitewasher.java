package org.medchain.credit.strategy;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.Parameter;

/**
 * Makes records up, and after each conviction comes back under a new key (T7, T8): it keeps no more
 * on its account than the initial points.
 */
public record Whitewasher() implements Strategy {
  @Override
  public String name() {
    return "whitewasher";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return kind == RecordKind.FALSE ? 1 : 0;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.FALSE);
    double reward = p.of(Parameter.CASH_PER_POINT) * p.rules().points().firstReward();
    double gain = reward + p.of(Parameter.FALSE_GAIN) + society.ownerRevenue();
    double lost = CashPayoffs.disposableIdentityCost(p, 0) + p.of(Parameter.IDENTITY_VALUE);
    return chances.accepted() * gain - chances.convicted() * lost - p.of(Parameter.FALSE_COST);
  }
}

package org.medchain.credit.strategy;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.Parameter;

/**
 * Honest, but hands each record in as several (T21): more rewards, more chances of a penalty, the
 * same queries.
 */
public record Splitter() implements Strategy {
  @Override
  public String name() {
    return "splitter";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return kind == RecordKind.HONEST ? p.of(Parameter.PARTS) : 0;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.HONEST);
    double parts = p.of(Parameter.PARTS);
    double reward =
        p.of(Parameter.CASH_PER_POINT)
            * CashPayoffs.uploadReward(p, p.of(Parameter.RECORD_SIZE) / parts);
    double each =
        chances.accepted() * reward
            - chances.convicted() * CashPayoffs.penaltyLoss(p, p.of(Parameter.BALANCE));
    return parts * each
        + chances.accepted() * society.ownerRevenue()
        - CashPayoffs.honestCost(p)
        - (parts - 1) * p.of(Parameter.SPLIT_COST);
  }
}

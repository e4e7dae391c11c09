package org.medchain.credit.strategy;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.Parameter;

/**
 * Registers, uploads one false record, orders its exit at once, and begins again in the next period
 * (T11, T20). What is found during the lock is taken out of the account; what is found later cannot
 * be penalised (decision 0124).
 */
public record HitAndRun() implements Strategy {
  @Override
  public String name() {
    return "hit-and-run";
  }

  @Override
  public double uploads(CreditParameters p, RecordKind kind) {
    return kind == RecordKind.FALSE ? 1 : 0;
  }

  @Override
  public boolean verifies() {
    return false;
  }

  @Override
  public double payoff(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.FALSE);
    double point = p.of(Parameter.CASH_PER_POINT);
    long reward = p.rules().points().firstReward();
    double caught = chances.convictedWithin(p, p.rules().redemption().exitLockBlocks());
    // Late findings of the lock meet the reward on the account, the verdict itself does not.
    double atOnce = chances.convicted() - chances.convictedLate();
    double later = caught - atOnce;
    double free = CashPayoffs.grantValue(p) - p.of(Parameter.IDENTITY_COST);
    double lives =
        (1 - caught) * free
            + (chances.accepted() - later) * CashPayoffs.cashValue(p, (double) reward)
            - atOnce * CashPayoffs.disposableIdentityCost(p, 0)
            - later * CashPayoffs.disposableIdentityCost(p, reward);
    double bond = point * p.rules().identity().bond() * (1 - p.of(Parameter.DISCOUNT));
    // No royalty: the key is gone before any query.
    double gain = chances.accepted() * p.of(Parameter.FALSE_GAIN);
    return gain + lives - bond - p.of(Parameter.FALSE_COST);
  }
}

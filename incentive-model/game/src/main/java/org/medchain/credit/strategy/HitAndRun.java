package org.medchain.credit.strategy;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.Stakes;

/**
 * Registers, uploads one false record, orders its exit at once, and begins again in the next period
 * (T11, T20). What is found during the lock is taken out of the account; what is found later finds
 * nobody (decision 0124).
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
  public double payoff(CreditParameters p, Society society) {
    Chances chances = society.chances(RecordKind.FALSE);
    double point = p.of(Parameter.CASH_PER_POINT);
    long reward = p.rules().points().uploadReward();
    double caught = chances.convictedWithin(p, p.rules().redemption().exitLockBlocks());
    // Late findings of the lock meet the reward on the account, the verdict itself does not.
    double atOnce = chances.convicted() - chances.late();
    double later = caught - atOnce;
    double free = Stakes.grant(p) - p.of(Parameter.IDENTITY_COST);
    double lives =
        (1 - caught) * free
            + (chances.accepted() - later) * Stakes.cash(p, (double) reward)
            - atOnce * Stakes.disposable(p, 0)
            - later * Stakes.disposable(p, reward);
    double bond = point * p.rules().identity().bond() * (1 - p.of(Parameter.DISCOUNT));
    // No royalty: the key is gone before anybody queries.
    double gain = chances.accepted() * p.of(Parameter.FALSE_GAIN);
    return gain + lives - bond - p.of(Parameter.FALSE_COST);
  }
}

package org.medchain.credit.mechanism;

import org.medchain.credit.CreditParameters;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/**
 * A committee decides before the reward is paid, instead of the center afterwards (T1): decision
 * 0023 had to leave that open.
 *
 * @param count of verifiers
 * @param quorum of equal votes
 */
public record VerifierCommittee(int count, int quorum) implements Mechanism {
  @Override
  public String name() {
    return "verifiers";
  }

  @Override
  public String sentence() {
    return count
        + " verifiers, "
        + quorum
        + " of whom decide, and a point for agreeing: T1 (three outcomes)";
  }

  @Override
  public CreditParameters apply(CreditParameters p) {
    IncentiveRules rules = p.rules();
    int blocks = VerdictRules.MIN_DECISION_BLOCKS;
    VerdictRules verdict = new VerdictRules(count, quorum, 0, blocks, 1, 1, 0, 0);
    int lock = Math.max(rules.redemption().exitLockBlocks(), blocks);
    RedemptionRules redemption = new RedemptionRules(rules.redemption().feeBp(), lock);
    return p.with(rules.with(redemption).with(verdict));
  }
}

package org.medchain.incentive;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * Points for cash, and leaving (paper §3.2.4; GAME-6, GAME-7; decisions 0124).
 *
 * @param feeBp burnt on redemption, in basis points
 * @param exitLockBlocks how many blocks an account stays open to penalties after its exit
 */
public record RedemptionRules(int feeBp, int exitLockBlocks) implements Encodable {
  /** No fee, no lock. */
  public static final RedemptionRules NONE = new RedemptionRules(0, 0);

  public RedemptionRules {
    RuleRanges.basisPoints("redemption fee", feeBp);
    RuleRanges.number("exit lock", exitLockBlocks, VerdictRules.MAX_BLOCKS);
  }

  /**
   * The part of {@code points} that is paid out: the fee is rounded up, so that many small
   * redemptions do not go round it.
   *
   * @param points 0 or more, any number
   */
  public long paidOut(long points) {
    Argument.refuseIf(points < 0, "no negative points are redeemed: %s", points);
    // In two parts, because a balance may be larger than any parameter.
    long wholes = points / PointRules.WHOLE_BP * feeBp;
    long rest = points % PointRules.WHOLE_BP * feeBp;
    return points - wholes - Math.ceilDiv(rest, (long) PointRules.WHOLE_BP);
  }
}

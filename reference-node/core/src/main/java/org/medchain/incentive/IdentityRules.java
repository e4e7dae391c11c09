package org.medchain.incentive;

import org.medchain.data.Encodable;

/**
 * The cost and worth of an identity (GAME-6, GAME-7; decision 0124): the repairs of free initial
 * points, which are not a bond.
 *
 * @param bond points that are bought with cash at registration, which the center attests; they are
 *     in an escrow, cover penalties after the balance, and are returned when an exit is settled
 * @param spendOnlyGrant whether the initial points can be spent but not redeemed
 */
public record IdentityRules(long bond, boolean spendOnlyGrant) implements Encodable {
  /** Free initial points, and nothing at stake. */
  public static final IdentityRules NONE = new IdentityRules(0, false);

  public IdentityRules {
    RuleRanges.points("bond", bond);
  }
}

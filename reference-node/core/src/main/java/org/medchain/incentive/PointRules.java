package org.medchain.incentive;

import static org.medchain.data.Codec.TEXT;

import org.medchain.data.Argument;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;

/**
 * The parameters of the credit point model (paper §3.2.4), in whole points: ledger data, fixed by
 * the genesis state (INC-1).
 *
 * @param initialPoints issued to a participant when it is registered
 * @param uploadReward the patient's reward for an accepted record, before the {@link RewardRule}
 * @param falsePenalty taken from the patient, and burnt, when a record is found false
 * @param queryPrice paid by a reader of another's record
 * @param ownerShareBp how much of a price goes to the record's owner, in basis points: 10,000 is
 *     all of it (decision 0020)
 * @param rule decides the part of the reward that an accepted record pays
 */
public record PointRules(
    long initialPoints,
    long uploadReward,
    long falsePenalty,
    long queryPrice,
    int ownerShareBp,
    RewardRule rule)
    implements Encodable {
  /** No parameter and no price is larger: then no product of a price and a share overflows. */
  public static final long MAX_POINTS = 1_000_000_000_000L;

  /** All of a price. */
  public static final int WHOLE_BP = 10_000;

  /** The rule, then the rest in order. */
  public static final Codec<PointRules> CODEC =
      Codec.lastFirst(
          PointRules.class,
          Codec.marked(
              -2,
              TEXT.map(RewardRules::byName, RewardRule::name),
              RewardRules.PAPER,
              "the paper's own rule for rewards is not named"));

  public PointRules {
    RuleRanges.points("initial points", initialPoints);
    RuleRanges.points("upload reward", uploadReward);
    RuleRanges.points("penalty", falsePenalty);
    RuleRanges.points("query price", queryPrice);
    Argument.refuseOutside(0, WHOLE_BP, ownerShareBp, "a share is %s to %s basis points, not %s");
  }

  /** With the paper's own rule for rewards. */
  public PointRules(
      long initialPoints, long uploadReward, long falsePenalty, long queryPrice, int ownerShareBp) {
    this(initialPoints, uploadReward, falsePenalty, queryPrice, ownerShareBp, RewardRules.PAPER);
  }

  /** The same with another rule for rewards. */
  public PointRules with(RewardRule other) {
    return new PointRules(
        initialPoints, uploadReward, falsePenalty, queryPrice, ownerShareBp, other);
  }

  /** The patient's reward for its {@code number}th accepted record, from 1 on (INC-8, INC-10). */
  public long rewardOf(long number) {
    return rule.reward(this, number);
  }

  /** The reward of a newcomer: for its first accepted record. */
  public long firstReward() {
    return rewardOf(1);
  }

  /** The reward of a long-time contributor: the one that the game's repeated upload pays. */
  public long lastingReward() {
    return rewardOf(Long.MAX_VALUE);
  }

  /**
   * The effect of a penalty.
   *
   * @param taken from the account, and burnt
   * @param shortfall the part that the account could not cover; no account owes it
   */
  public record Penalty(long taken, long shortfall) {
    /**
     * The part of a penalty of {@code due} that an account with {@code covered} pays: never more
     * than that.
     */
    public static Penalty of(long due, long covered) {
      long taken = Math.min(covered, due);
      return new Penalty(taken, due - taken);
    }
  }

  /**
   * How a price is divided.
   *
   * @param owner the part of the record's owner, rounded down
   * @param rest the remainder, so that nothing is lost in rounding
   */
  public record PriceShare(long owner, long rest) {}

  /** The penalty on an account of {@code balance} points: never more than it holds (INC-5). */
  public Penalty penaltyOn(long balance) {
    return Penalty.of(falsePenalty, balance);
  }

  /** Divides {@code price}, which is 0 to {@link #MAX_POINTS} (INC-6). */
  public PriceShare shareOf(long price) {
    RuleRanges.points("price", price);
    long owner = price * ownerShareBp / WHOLE_BP;
    return new PriceShare(owner, price - owner);
  }
}

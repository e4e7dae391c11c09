package org.medchain.incentive;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * The parameters of the credit point model (paper §3.2.4), in whole points: ledger data, fixed by
 * the genesis state (INC-1).
 *
 * @param initialPoints issued to a participant when it is registered
 * @param uploadReward the patient's reward for an accepted record, before the {@link RewardRule}
 * @param falsePenalty taken from the patient, and burnt, when a record is found false
 * @param queryPrice paid by a reader of another's record
 * @param ownerShareBp how much of a price goes to the record's owner, in basis points: 10,000 is
 *     all of it (decision 0022)
 * @param rule what an accepted record pays of the reward
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

  /**
   * In place of the initial points, which are never negative: the name of a rule other than the
   * paper's follows, which has none, so that no state says it in two ways.
   */
  private static final long NAMED = -2;

  /** Checks the ranges. */
  public PointRules {
    checkPoints("initial points", initialPoints);
    checkPoints("upload reward", uploadReward);
    checkPoints("penalty", falsePenalty);
    checkPoints("query price", queryPrice);
    if (ownerShareBp < 0 || ownerShareBp > WHOLE_BP) {
      throw new IllegalArgumentException("a share is 0 to 10000 basis points, not " + ownerShareBp);
    }
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
   * @param shortfall what the account could not cover; no account owes it
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
    checkPoints("price", price);
    long owner = price * ownerShareBp / WHOLE_BP;
    return new PriceShare(owner, price - owner);
  }

  /** Reads what {@link #encode} wrote. */
  public static PointRules decode(Decoder in) {
    return decode(in.int64(), in);
  }

  static PointRules decode(long first, Decoder in) {
    boolean isNamed = first == NAMED;
    RewardRule rule = isNamed ? RewardRules.byName(in.text()) : RewardRules.PAPER;
    if (isNamed && rule.equals(RewardRules.PAPER)) {
      throw in.malformed("the paper's own rule for rewards is not named");
    }
    long initialPoints = isNamed ? in.int64() : first;
    return new PointRules(initialPoints, in.int64(), in.int64(), in.int64(), in.int32(), rule);
  }

  @Override
  public void encode(Encoder out) {
    if (!rule.equals(RewardRules.PAPER)) {
      out.int64(NAMED).text(rule.name());
    }
    out.int64(initialPoints)
        .int64(uploadReward)
        .int64(falsePenalty)
        .int64(queryPrice)
        .int32(ownerShareBp);
  }

  private static void checkPoints(String name, long points) {
    if (points < 0 || points > MAX_POINTS) {
      throw new IllegalArgumentException(name + ": 0 to " + MAX_POINTS + " points, not " + points);
    }
  }
}

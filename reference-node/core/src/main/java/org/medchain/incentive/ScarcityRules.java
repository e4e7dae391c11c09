package org.medchain.incentive;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * The rules that keep points and state from being free (INC-11, CON-44, CON-45; decision 0195).
 *
 * @param judged whether a record is rewarded only when verifiers or the center found it valid, and
 *     each content once
 * @param freeBytes of lasting state that a participant's orders may leave for nothing
 * @param bytesPerPoint how many more a point buys, which is burnt; 0: bytes have no price
 * @param blockWork the most that a block's transactions do to the state, in accesses; 0: no limit
 */
public record ScarcityRules(boolean judged, long freeBytes, int bytesPerPoint, long blockWork)
    implements Encodable {
  /** The scheme of the paper read literally. */
  public static final ScarcityRules NONE = new ScarcityRules(false, 0, 0, 0);

  /** The least limit of a block: every order fits into it, and every reaction four times. */
  public static final long MIN_BLOCK_WORK = 1L << 18;

  public ScarcityRules {
    RuleRanges.points("free bytes", freeBytes);
    Argument.refuseIf(
        bytesPerPoint < 0 || (bytesPerPoint == 0 && freeBytes > 0),
        "a point buys 0 bytes or more, and only where it buys some, some are free");
    Argument.refuseIf(
        blockWork != 0 && blockWork < MIN_BLOCK_WORK,
        "a block's work is 0 for no limit, or %s or more, not %s",
        MIN_BLOCK_WORK,
        blockWork);
  }

  /** The points that buy these bytes, where bytes have a price; none for 0 or less. */
  public long pointsFor(long bytes) {
    return Math.ceilDiv(Math.max(0, bytes), (long) bytesPerPoint);
  }
}

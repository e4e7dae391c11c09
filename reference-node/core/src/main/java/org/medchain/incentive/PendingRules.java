package org.medchain.incentive;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.state.StateTree;

/**
 * Rules that were ordered and wait for their height (GAME-9; decision 0124).
 *
 * @param fromHeight of the first block that is executed under them
 * @param rules all of them
 */
public record PendingRules(long fromHeight, IncentiveRules rules) implements Encodable {
  private static final Bytes KEY = new Encoder().uint8(PointLedger.NEXT_RULES).toBytes();

  /** The rules that wait in {@code state}. */
  public static Optional<PendingRules> pendingIn(StateTree state) {
    return state.get(KEY).map(each -> Codec.of(PendingRules.class).decoded(each));
  }

  /** The state in which these rules wait, instead of any that waited. */
  public StateTree scheduledIn(StateTree state) {
    return state.put(KEY, encoded());
  }

  /** The state at the beginning of the block at {@code height}: due changes are in force. */
  public static StateTree applyDue(StateTree state, long height) {
    return pendingIn(state)
        .filter(next -> next.fromHeight() <= height)
        .map(next -> CreditPoints.establish(state.remove(KEY), next.rules()).state())
        .orElse(state);
  }
}

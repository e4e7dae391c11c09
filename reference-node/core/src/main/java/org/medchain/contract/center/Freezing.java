package org.medchain.contract.center;

import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Mark;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** Which accounts the regulatory center holds (GAME-8; decision 0124). */
public final class Freezing {
  static final Table<PublicKey, Mark> FROZEN =
      new Table<>(0x33, "frozen accounts", PublicKey.CODEC, Table.MARK);

  private Freezing() {}

  /** Whether the center froze the participant's account. */
  public static boolean isFrozen(WorldState state, PublicKey participant) {
    return FROZEN.has(state, participant);
  }

  /** That the account is frozen, or not. */
  public static StateEntry<Mark> entry(PublicKey participant) {
    return FROZEN.entry(participant);
  }
}

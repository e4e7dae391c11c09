package org.medchain.contract.center;

import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Mark;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** Which accounts the regulatory center holds (GAME-8; decision 0132). */
public final class Freezing {
  public static final Table<PublicKey, Mark> FROZEN =
      new Table<>(0x33, "frozen accounts", PublicKey.CODEC, Table.MARK);

  private Freezing() {}

  /** Whether the center froze the participant's account. */
  public static boolean isFrozen(WorldState state, PublicKey participant) {
    return FROZEN.has(state, participant);
  }
}

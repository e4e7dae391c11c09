package org.medchain.contract.economy;

import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Score;

/** How participants store and share (paper §3.2.4; GAME-4, GAME-30; decision 0195). */
public final class Scores {
  static final Table<PublicKey, Score> SCORES =
      new Table<>(0x2F, "scores", PublicKey.CODEC, Codec.of(Score.class));

  private Scores() {}

  public static Score of(WorldState state, PublicKey participant) {
    return SCORES.get(state, participant).orElse(Score.NONE);
  }

  /** Counts what it answered, missed and shared. */
  public static WorldState count(
      WorldState state, PublicKey participant, long answered, long missed, long shared) {
    return SCORES.put(state, participant, of(state, participant).plus(answered, missed, shared));
  }

  /** Its entry in the state. */
  public static StateEntry<Score> entry(PublicKey participant) {
    return SCORES.entry(participant);
  }
}

package org.medchain.contract.registration;

import java.util.Optional;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;

/**
 * The participants that may be drawn as verifiers (GAME-1; decisions 0129, 0210): their role has
 * the duty, they can vote and have not left. Their places have no gaps. Uploads count them, and
 * verdicts draw from them.
 */
public final class VerifierRoll {
  static final Table<Sole, Long> COUNT =
      new Table<>(0x34, "number of verifiers", Table.SOLE, Codec.INT64);

  static final Table<Long, PublicKey> PLACES =
      new Table<>(0x35, "verifiers by place", Codec.INT64, PublicKey.CODEC);

  static final Table<PublicKey, Long> PLACE_OF =
      new Table<>(0x36, "places of verifiers", PublicKey.CODEC, Codec.INT64);

  private VerifierRoll() {}

  /** Whether this participant may be drawn. */
  public static boolean isEnlisted(WorldState state, PublicKey verifier) {
    return PLACE_OF.has(state, verifier);
  }

  /** A participant joins: in the last place, if those of its role are drawn. */
  public static WorldState enlist(WorldState state, PublicKey participant, Role role) {
    if (!role.has(Role.Duty.VERIFY)) {
      return state;
    }
    long count = count(state);
    return COUNT.put(at(state, count, participant), Sole.ENTRY, count + 1);
  }

  /** A verifier leaves: the last one takes its place, so that there is no gap. */
  public static WorldState strike(WorldState state, PublicKey verifier) {
    Optional<Long> place = PLACE_OF.get(state, verifier);
    if (place.isEmpty()) {
      return state;
    }
    long last = count(state) - 1;
    PublicKey moving = verifierAt(state, last);
    WorldState moved = PLACES.remove(at(state, place.get(), moving), last);
    return COUNT.put(PLACE_OF.remove(moved, verifier), Sole.ENTRY, last);
  }

  private static WorldState at(WorldState state, long place, PublicKey verifier) {
    return PLACE_OF.put(PLACES.put(state, place, verifier), verifier, place);
  }

  /** How many may be drawn. */
  public static long count(WorldState state) {
    return COUNT.get(state, Sole.ENTRY).orElse(0L);
  }

  /** The verifier at this place, which is less than {@link #count}. */
  public static PublicKey verifierAt(WorldState state, long place) {
    return PLACES.get(state, place).orElseThrow();
  }
}

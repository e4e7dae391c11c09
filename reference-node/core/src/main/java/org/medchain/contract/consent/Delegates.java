package org.medchain.contract.consent;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;

/** The delegates of each owner (CON-31; decision 0240). */
public final class Delegates {
  /** The most delegates that an owner names, and the most that the center orders for it. */
  public static final int MAX_OF_EACH = 4;

  /** The most bytes of an owner's list, its key included. */
  static final int MAX_BYTES = 1 + PublicKey.SIZE + 1 + 2 * MAX_OF_EACH * Delegation.SIZE;

  static final Table<PublicKey, List<Delegation>> DELEGATES =
      new Table<>(0x41, "delegates", PublicKey.CODEC, Codec.of(Delegation.class).list());

  private Delegates() {}

  /** An owner's, those whose time is over included, in the order of their appointment. */
  public static List<Delegation> of(WorldState state, PublicKey owner) {
    return DELEGATES.get(state, owner).orElse(List.of());
  }

  /** Whether {@code who} acts for the owner at this time: not if it has left, or is revoked. */
  public static boolean acts(WorldState state, PublicKey owner, PublicKey who, long timeMs) {
    return of(state, owner).stream()
            .anyMatch(each -> each.delegate().equals(who) && timeMs < each.untilMs())
        && Registration.activeRole(state, who).isPresent();
  }

  /**
   * Whether a permission that {@code giver} gave for the owner counts at this time. A permission
   * that a delegate gave ends with its delegation: else it could prolong its own access, by its
   * role or another delegate.
   */
  static boolean counts(WorldState state, PublicKey owner, PublicKey giver, long timeMs) {
    return giver.equals(owner)
        || (acts(state, owner, giver, timeMs) && !Freezing.isFrozen(state, giver));
  }

  /** Refuses {@code who} if it decides nothing about the owner's records. */
  static void check(WorldState state, PublicKey owner, PublicKey who, long timeMs) {
    if (who.equals(owner)) {
      // GAME-8: a frozen owner takes back what it allowed, and allows what costs nothing.
      return;
    }
    Outcome.NOT_ALLOWED.refuseUnless(acts(state, owner, who, timeMs));
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, who));
    Outcome.OWNER_LEFT.refuseIf(Registration.hasLeft(state, owner));
  }

  static WorldState put(WorldState state, PublicKey owner, List<Delegation> all) {
    return all.isEmpty() ? DELEGATES.remove(state, owner) : DELEGATES.put(state, owner, all);
  }

  /** Those without this one, and without those whose time is over. */
  static List<Delegation> without(
      List<Delegation> all, PublicKey delegate, boolean byCenter, long timeMs) {
    List<Delegation> kept = new ArrayList<>(all);
    kept.removeIf(each -> each.untilMs() <= timeMs || each.sameAs(delegate, byCenter));
    return kept;
  }

  /** Their entry in the state. */
  public static StateEntry<List<Delegation>> entry(PublicKey owner) {
    return DELEGATES.entry(owner);
  }
}

package org.medchain.contract.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;

/** The delegates that search each owner's index (CON-35; decision 0274). */
public final class SearchDelegates {
  /** The most delegates of an owner. */
  public static final int MAX_OF_OWNER = 8;

  /** The most bytes of an owner's list, its key included. */
  static final int MAX_BYTES = 1 + PublicKey.SIZE + 1 + MAX_OF_OWNER * SearchDelegation.SIZE;

  static final Table<PublicKey, List<SearchDelegation>> DELEGATES =
      new Table<>(
          0x53, "delegates of search", PublicKey.CODEC, Codec.of(SearchDelegation.class).list());

  private SearchDelegates() {}

  /** An owner's, those that are over included, in the order of their appointment. */
  public static List<SearchDelegation> of(WorldState state, PublicKey owner) {
    return DELEGATES.get(state, owner).orElse(List.of());
  }

  /** Whether there is a delegation of {@code who}, over or not. */
  public static boolean isNamed(WorldState state, PublicKey owner, PublicKey who) {
    return of(state, owner).stream().anyMatch(each -> each.delegate().equals(who));
  }

  /** Whether {@code who} may search the owner's index at this time. */
  public static boolean searches(WorldState state, PublicKey owner, PublicKey who, long timeMs) {
    return of(state, owner).stream()
        .anyMatch(each -> each.delegate().equals(who) && !isOver(state, each, timeMs));
  }

  /** Why {@code searcher} may not search the owner's index at this time; nothing if it may. */
  public static Optional<Outcome> objection(
      WorldState state, PublicKey owner, PublicKey searcher, long timeMs) {
    if (!searcher.equals(owner) && !searches(state, owner, searcher, timeMs)) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    return Registration.hasLeft(state, owner) ? Optional.of(Outcome.OWNER_LEFT) : Optional.empty();
  }

  /** Whether a delegation is over, and nobody has ended it. */
  static boolean anyOver(WorldState state, PublicKey owner, long timeMs) {
    return of(state, owner).stream().anyMatch(each -> isOver(state, each, timeMs));
  }

  /** By its time; or its delegate has left or is revoked, and has the key nevertheless. */
  private static boolean isOver(WorldState state, SearchDelegation each, long timeMs) {
    return each.untilMs() <= timeMs || Registration.activeRole(state, each.delegate()).isEmpty();
  }

  static WorldState put(WorldState state, PublicKey owner, List<SearchDelegation> all) {
    return all.isEmpty() ? DELEGATES.remove(state, owner) : DELEGATES.put(state, owner, all);
  }

  static List<SearchDelegation> without(List<SearchDelegation> all, PublicKey delegate) {
    List<SearchDelegation> kept = new ArrayList<>(all);
    kept.removeIf(each -> each.delegate().equals(delegate));
    return kept;
  }

  /** The entry of an owner's delegations of search. */
  public static StateEntry<List<SearchDelegation>> entry(PublicKey owner) {
    return DELEGATES.entry(owner);
  }
}

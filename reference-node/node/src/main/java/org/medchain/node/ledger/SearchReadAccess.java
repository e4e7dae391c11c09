package org.medchain.node.ledger;

import java.util.OptionalLong;
import org.medchain.contract.ChainState;
import org.medchain.contract.StateEntries;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;

/**
 * Read access to search indexes (LIGHT-8; decision 0274): head, journal and delegates for the owner
 * and who may search for it now, the log of searches for the owner, a bill for who got it; and to
 * an owner whether a delegate has left, which gets no more keys. Entries are shown to nobody: nodes
 * match them for who has a bill.
 */
final class SearchReadAccess {
  private static final int OF_A_PARTICIPANT = 1 + PublicKey.SIZE;
  private static final int NUMBERED = 1 + PublicKey.SIZE + 8;

  private SearchReadAccess() {}

  /** Whether the participant with this name may see the entry. */
  static boolean allows(Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    if (key.size() == OF_A_PARTICIPANT) {
      return isOfParticipant(key, own, state, timeMs);
    }
    return key.size() == NUMBERED && isNumbered(key, own, state, timeMs);
  }

  private static boolean isOfParticipant(
      Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    PublicKey named = new PublicKey(key.slice(1, key.size()));
    if (key.equals(StateEntries.departure(named).key())) {
      return state.letsSearch(own, named);
    }
    boolean index =
        key.equals(StateEntries.searchHead(named).key())
            || key.equals(StateEntries.searchDelegates(named).key());
    return index
        ? searches(named, own, state, timeMs)
        : named.equals(own) && key.equals(StateEntries.searchBill(named).key());
  }

  private static boolean isNumbered(
      Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    PublicKey owner = new PublicKey(key.slice(1, OF_A_PARTICIPANT));
    long number = Decoder.decode(key.slice(OF_A_PARTICIPANT, key.size()), Decoder::int64);
    return key.equals(StateEntries.searchJournal(owner, number).key())
        ? searches(owner, own, state, timeMs)
        : owner.equals(own) && key.equals(StateEntries.searchLine(owner, number).key());
  }

  private static boolean searches(
      PublicKey owner, PublicKey own, ChainState state, OptionalLong timeMs) {
    return owner.equals(own)
        || (timeMs.isPresent() && state.searchesFor(owner, own, timeMs.getAsLong()));
  }
}

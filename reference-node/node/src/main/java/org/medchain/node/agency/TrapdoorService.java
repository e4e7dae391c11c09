package org.medchain.node.agency;

import java.util.Optional;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Trapdoor;
import org.medchain.application.search.TrapdoorMatcher;
import org.medchain.contract.ChainState;
import org.medchain.contract.search.SearchBill;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/**
 * A consensus node's part of a search (paper §4 (3); AGENCY-10): it takes the trapdoor out of the
 * query, looks for its bill on the ledger, and matches; of keyword and records it learns nothing.
 */
final class TrapdoorService {
  private TrapdoorService() {}

  /** Cheap checks first: what has no bill costs a look-up and a hash. */
  static LedgerQueryResponse match(
      Peer asker, LedgerQuery.MatchTrapdoorQuery query, ChainState state) throws RefusedException {
    Trapdoor trapdoor = query.trapdoor();
    int entries = trapdoor.entries();
    if (query.from() < 0 || query.from() >= entries) {
      throw new RefusedException(
          "search: a page begins at 0 to " + (entries - 1) + ", not " + query.from());
    }
    PublicKey owner = bill(asker, trapdoor, state).owner();
    int to = Math.min(entries, query.from() + MaskedPage.MAX_VALUES);
    return new LedgerQueryResponse.MatchedEntriesResponse(
        TrapdoorMatcher.match(
            address -> state.searchValue(owner, address), trapdoor, query.from(), to));
  }

  private static SearchBill bill(Peer asker, Trapdoor trapdoor, ChainState state)
      throws RefusedException {
    Optional<SearchBill> bill =
        state
            .searchBill(state.nameOf(asker.key()))
            .filter(each -> each.entries() == trapdoor.entries())
            .filter(each -> each.trapdoor().equals(Hash.of(trapdoor.encoded())));
    if (bill.isEmpty() || state.isRevoked(asker.key())) {
      throw new RefusedException("search: the ledger has no bill of the asker for this trapdoor");
    }
    return bill.get();
  }
}

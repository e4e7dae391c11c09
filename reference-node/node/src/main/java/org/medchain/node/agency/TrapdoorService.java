package org.medchain.node.agency;

import java.util.Optional;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Trapdoor;
import org.medchain.application.search.TrapdoorMatcher;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.search.SearchBill;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/**
 * A consensus node's part of a search (paper §4 (3); AGENCY-10): it takes the trapdoor out of the
 * query, looks for its bill on the ledger, and matches; of keyword and records it learns nothing.
 */
final class TrapdoorService {
  private TrapdoorService() {}

  /** Cheap checks first: a question without a bill costs a look-up and a hash. */
  static LedgerQueryResponse match(
      Peer asker, LedgerQuery.MatchTrapdoorQuery query, LedgerView ledger) throws RefusedException {
    Trapdoor trapdoor = query.trapdoor();
    int entries = trapdoor.entries();
    if (query.from() < 0 || query.from() >= entries) {
      throw new RefusedException(
          "search: a page begins at 0 to " + (entries - 1) + ", not " + query.from());
    }
    long height = ledger.height();
    WorldState state = ledger.stateAt(height).orElseThrow(TrapdoorService::changing);
    SearchBill bill = bill(asker, query, state);
    requireInTime(bill, height);
    long timeMs =
        ledger.header(height).map(Header::timestampMs).orElseThrow(TrapdoorService::changing);
    PublicKey owner = bill.owner();
    requireStillAllowed(state, owner, KeyNames.name(state, asker.key()), timeMs);
    long all = SearchIndexes.head(state, owner).entries();
    if (entries > all) {
      throw new RefusedException(
          "search: the trapdoor is for " + entries + " entries, and the index has " + all);
    }
    int to = Math.min(entries, query.from() + MaskedPage.MAX_VALUES);
    return new LedgerQueryResponse.MatchedEntriesResponse(
        TrapdoorMatcher.match(
            address -> SearchIndexes.value(state, owner, address), trapdoor, query.from(), to));
  }

  private static RefusedException changing() {
    return new RefusedException("search: the state is being replaced; ask again");
  }

  private static SearchBill bill(Peer asker, LedgerQuery.MatchTrapdoorQuery query, WorldState state)
      throws RefusedException {
    Optional<SearchBill> bill =
        SearchIndexes.billEntry(KeyNames.name(state, asker.key()))
            .in(state)
            .filter(each -> each.commitment().equals(query.salt().commitment(query.trapdoor())));
    if (bill.isEmpty() || Registration.isRevoked(state, asker.key())) {
      throw new RefusedException(
          "search: the ledger has no bill of the asker for this trapdoor and salt");
    }
    return bill.get();
  }

  private static void requireInTime(SearchBill bill, long height) throws RefusedException {
    if (!bill.countsAt(height)) {
      throw new RefusedException(
          "search: the bill names block %s and counts for %s blocks, and the chain has %s"
              .formatted(bill.height(), SearchBill.COUNTS_FOR_BLOCKS, height));
    }
  }

  /** The contract's conditions when the bill was paid still hold. */
  private static void requireStillAllowed(
      WorldState state, PublicKey owner, PublicKey searcher, long timeMs) throws RefusedException {
    Optional<Outcome> objection =
        Registration.hasLeft(state, searcher)
            ? Optional.of(Outcome.NOT_ALLOWED)
            : SearchDelegates.objection(state, owner, searcher, timeMs);
    if (objection.isPresent()) {
      throw new RefusedException(
          "search: the asker may not search this index any more: " + objection.get().words());
    }
  }
}

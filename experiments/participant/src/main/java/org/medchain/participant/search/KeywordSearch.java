package org.medchain.participant.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKeyring;
import org.medchain.application.search.SearchResults;
import org.medchain.application.search.Trapdoor;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.SearchEvents.SearchBilled;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;

/**
 * One search (paper §4 (3); PROC-23): a trapdoor is made, its bill ordered, the nodes match it, and
 * what comes back is decrypted here.
 */
public final class KeywordSearch {
  private final ParticipantSession session;
  private final PublicKey owner;

  /** Of an owner's records, by itself or its delegate. */
  public KeywordSearch(ParticipantSession session, PublicKey owner) {
    this.session = session;
    this.owner = owner;
  }

  /**
   * What was found.
   *
   * @param records ids, in the order in which they were entered
   * @param entries that the nodes matched, padding and removals included
   * @param price paid, in points
   */
  public record FoundRecords(List<Hash> records, int entries, long price) {}

  /**
   * All records of the owner that have the keyword.
   *
   * @throws RefusedException if the contract refuses, or nodes do not answer alike
   */
  public FoundRecords run(Keyword keyword)
      throws IOException, RefusedException, InterruptedException {
    boolean own = owner.equals(session.participant());
    if (!own) {
      session.advance(); // what the owner entered just before has to be proved
    }
    // A delegate's right comes first, so that without it the reason is this and no hidden entry.
    Optional<SearchKeyring> given =
        own ? Optional.empty() : Optional.of(new SearchDelegations(session).keysFrom(owner));
    IndexMirror mirror = IndexMirror.upToDate(session, owner);
    SearchIndex index =
        given.isPresent() ? mirror.index(given.get()) : mirror.index(SearchSecret.of(session));
    Trapdoor trapdoor = index.trapdoor(keyword);
    if (trapdoor.entries() == 0) {
      return new FoundRecords(List.of(), 0, 0);
    }
    Receipt bill =
        session.require(new BillSearch(owner, Hash.of(trapdoor.encoded()), trapdoor.entries()));
    List<MaskedPage> pages = session.match(trapdoor);
    SearchResults results = SearchResults.open(index.keys(), keyword, trapdoor, pages);
    if (!results.complete()) {
      throw new RefusedException(
          (results.missing() + results.unreadable())
              + " of "
              + trapdoor.entries()
              + " entries of the index are missing or not the owner's");
    }
    return new FoundRecords(results.records(), trapdoor.entries(), price(bill));
  }

  private static long price(Receipt bill) {
    return MedicalModules.events(bill).stream()
        .mapToLong(event -> event instanceof SearchBilled billed ? billed.price() : 0)
        .sum();
  }
}

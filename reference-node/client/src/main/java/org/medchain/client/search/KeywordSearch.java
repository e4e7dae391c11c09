package org.medchain.client.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKeyring;
import org.medchain.application.search.SearchResults;
import org.medchain.application.search.Trapdoor;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.SearchBill;
import org.medchain.contract.search.SearchEvents.SearchBilled;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;

/**
 * One search (paper §4 (3); PROC-23): a trapdoor is made, its bill ordered, the nodes match it, and
 * the results are decrypted here.
 *
 * @param session of the searcher
 * @param owner of the records: the searcher, or the one for whom it searches
 */
public record KeywordSearch(ParticipantSession session, PublicKey owner) {

  /**
   * The result of a search.
   *
   * @param records ids, in the order in which they were entered
   * @param entries that the nodes matched, padding and removals included
   * @param price paid, in points
   */
  public record FoundRecords(List<Hash> records, int entries, long price) {}

  /**
   * A search that is paid and not answered.
   *
   * @param keys that open the answer
   * @param trapdoor for nodes
   * @param salt of the bill
   * @param price that was paid, in points
   */
  record PaidSearch(SearchKeyring keys, Trapdoor trapdoor, BillSalt salt, long price) {}

  /**
   * All records of the owner that have the keyword.
   *
   * @throws RefusedException if the contract refuses, or nodes do not answer alike
   */
  public FoundRecords run(Keyword keyword)
      throws IOException, RefusedException, InterruptedException {
    Optional<PaidSearch> paid = pay(keyword);
    if (paid.isEmpty()) {
      return new FoundRecords(List.of(), 0, 0);
    }
    Trapdoor trapdoor = paid.get().trapdoor();
    List<MaskedPage> pages = session.pages().match(trapdoor, paid.get().salt());
    SearchResults results = SearchResults.open(paid.get().keys(), keyword, trapdoor, pages);
    if (!results.complete()) {
      throw new RefusedException(
          "%s of %s entries of the index are missing or not the owner's"
              .formatted(results.missing() + results.unreadable(), trapdoor.entries()));
    }
    if (!isOwn()) {
      kept().end();
    }
    return new FoundRecords(results.records(), trapdoor.entries(), paid.get().price());
  }

  private boolean isOwn() {
    return owner.equals(session.participant());
  }

  private KeptBill kept() {
    return new KeptBill(session.folder().searchBill());
  }

  /** Makes the trapdoor and has its bill ordered; nothing if no entry has the keyword. */
  Optional<PaidSearch> pay(Keyword keyword)
      throws IOException, RefusedException, InterruptedException {
    if (!isOwn()) {
      session.advance(); // an entry by the owner just before has to be proved
    }
    // A delegate's right comes first, so that without it the reason is this and no hidden entry.
    Optional<SearchKeyring> given =
        isOwn() ? Optional.empty() : Optional.of(new SearchDelegations(session).keysFrom(owner));
    if (isOwn() && IndexRenewal.isPending(session.folder())) {
      throw new RefusedException(
          "your search index is another one now, and not all is entered again: 'patient index'"
              + " continues");
    }
    IndexMirror mirror = IndexMirror.upToDate(session, owner);
    SearchIndex index = given.isPresent() ? mirror.index(given.get()) : mirror.ownIndex();
    Trapdoor trapdoor = index.trapdoor(keyword);
    if (trapdoor.entries() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        isOwn()
            ? ordered(index.keys(), trapdoor, KeptBill.fresh())
            : paidOnce(index.keys(), trapdoor));
  }

  /** PROC-23: a paid bill of an interrupted search is not paid again as long as it counts. */
  private PaidSearch paidOnce(SearchKeyring keys, Trapdoor trapdoor)
      throws IOException, RefusedException, InterruptedException {
    long height = session.light().sync();
    Optional<SearchBill> last = session.state(SearchIndexes.billEntry(session.participant()));
    Optional<BillSalt> salt =
        last.isPresent() ? kept().paid(trapdoor, last.get(), height) : Optional.empty();
    return salt.isPresent()
        ? new PaidSearch(keys, trapdoor, salt.get(), last.orElseThrow().price())
        : ordered(keys, trapdoor, kept().begin());
  }

  private PaidSearch ordered(SearchKeyring keys, Trapdoor trapdoor, BillSalt salt)
      throws IOException, RefusedException, InterruptedException {
    SearchBilled billed =
        session.require(new BillSearch(owner, salt.commitment(trapdoor)), SearchBilled.class);
    return new PaidSearch(keys, trapdoor, salt, billed.price());
  }
}

package org.medchain.participant.search;

import java.io.IOException;
import java.util.List;
import org.medchain.application.search.EpochKey;
import org.medchain.application.search.SearchKeyring;
import org.medchain.contract.StateEntries;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;

/**
 * Who searches an owner's index, and with which key (CON-35, PROC-22): the key of the present
 * epoch, from which those of earlier ones follow, encrypted for the delegate on the ledger.
 */
public final class SearchDelegations {
  private static final int ENCAPSULATED = 32;

  private final ParticipantSession session;

  /** In this session's name. */
  public SearchDelegations(ParticipantSession session) {
    this.session = session;
  }

  /**
   * Lets another search, or replaces its time.
   *
   * @param untilMs milliseconds of Unix time
   */
  public void give(PublicKey delegate, long untilMs)
      throws IOException, RefusedException, InterruptedException {
    session.settle();
    Receipt unused = session.require(order(delegate, untilMs, head().epoch()));
  }

  /**
   * Ends it; the others get the key of the next epoch, also if it was ended before, and a command
   * was interrupted in between.
   *
   * @throws RefusedException if it is no delegate, and nobody lacks a key
   */
  public void end(PublicKey delegate) throws IOException, RefusedException, InterruptedException {
    Receipt receipt =
        session.order(new EndSearchDelegation(session.participant(), delegate)).receipt();
    boolean before = Outcome.of(receipt) == Outcome.NOT_GRANTED;
    if (!receipt.succeeded() && !before) {
      throw new RefusedException(ParticipantSession.reason(receipt));
    }
    session.settle();
    if (renew() == 0 && before) {
      throw new RefusedException(ParticipantSession.reason(receipt));
    }
  }

  /** Ends all whose time is over, which the ledger demands before the next update. */
  void endOver() throws IOException, RefusedException, InterruptedException {
    session.settle();
    long nowMs = session.light().chain().head().timestampMs();
    for (SearchDelegation each : of(session.participant())) {
      if (each.untilMs() <= nowMs) {
        Receipt unused =
            session.require(new EndSearchDelegation(session.participant(), each.delegate()));
      }
    }
    session.settle();
    int unused = renew();
  }

  /**
   * Gives the key of the present epoch, as far as the state proves it, to who has an earlier one: a
   * delegate or the center may have ended another's time, and they have no keys to give.
   *
   * @return how many got it
   */
  int renew() throws IOException, RefusedException, InterruptedException {
    List<SearchDelegation> all = of(session.participant());
    int epoch = head().epoch();
    long nowMs = session.light().chain().head().timestampMs();
    int renewed = 0;
    for (SearchDelegation each : all) {
      if (each.epoch() < epoch && each.untilMs() > nowMs) {
        Receipt receipt = session.order(order(each.delegate(), each.untilMs(), epoch)).receipt();
        // Whose time is over, or who is no participant any more, needs no key.
        if (!receipt.succeeded()
            && Outcome.of(receipt) != Outcome.TIME_PASSED
            && Outcome.of(receipt) != Outcome.UNKNOWN_PARTICIPANT) {
          throw new RefusedException(ParticipantSession.reason(receipt));
        }
        renewed += receipt.succeeded() ? 1 : 0;
      }
    }
    return renewed;
  }

  private SearchIndexHead head() throws RefusedException {
    return session
        .light()
        .entry(StateEntries.searchHead(session.participant()))
        .value()
        .orElse(SearchIndexHead.EMPTY);
  }

  private List<SearchDelegation> of(PublicKey owner) throws RefusedException {
    long unused = session.light().sync();
    return session.light().entry(StateEntries.searchDelegates(owner)).value().orElse(List.of());
  }

  private DelegateSearch order(PublicKey delegate, long untilMs, int epoch)
      throws IOException, RefusedException {
    EpochKey key = SearchSecret.of(session).key().epoch(epoch);
    WrappedFileKey wrapped =
        WrappedFileKey.wrap(
            context(session.participant(), epoch),
            new FileKey(key.secret().toBytes()),
            session.keys(),
            currentKey(delegate));
    Bytes sealed = new Encoder().raw(wrapped.encapsulated()).raw(wrapped.wrapped()).toBytes();
    return new DelegateSearch(delegate, untilMs, epoch, sealed);
  }

  /**
   * The keys that an owner left for this session's identity.
   *
   * @throws RefusedException if it left none
   */
  SearchKeyring keysFrom(PublicKey owner) throws RefusedException {
    SearchDelegation given =
        shown(owner).stream()
            .filter(each -> each.delegate().equals(session.participant()))
            .findFirst()
            .orElseThrow(() -> notLet(owner));
    return SearchKeyring.upTo(new EpochKey(given.epoch(), unwrap(owner, given)));
  }

  /** Nodes show the list to delegates alone (LIGHT-8). */
  private List<SearchDelegation> shown(PublicKey owner) throws RefusedException {
    try {
      return of(owner);
    } catch (RefusedException e) {
      throw notLet(owner);
    }
  }

  private static RefusedException notLet(PublicKey owner) {
    return new RefusedException(
        owner.brief() + " does not let you search its records, or nodes do not show it now");
  }

  private Hash unwrap(PublicKey owner, SearchDelegation given) throws RefusedException {
    Bytes key = given.key();
    RefusedException last = null;
    for (PublicKey signer : List.of(currentKey(owner), owner)) {
      try {
        FileKey opened =
            new WrappedFileKey(
                    context(owner, given.epoch()),
                    signer,
                    session.keys().publicKey(),
                    key.slice(0, ENCAPSULATED),
                    key.slice(ENCAPSULATED, key.size()))
                .unwrap(session.keys());
        return Hash.fromArray(opened.value().toArray(), 0);
      } catch (RefusedException e) {
        last = e;
      }
    }
    throw last;
  }

  /** The key that signs for a participant now (CON-32). */
  private PublicKey currentKey(PublicKey name) throws RefusedException {
    return session.light().entry(StateEntries.currentKey(name)).value().orElse(name);
  }

  private static Hash context(PublicKey owner, int epoch) {
    return Hash.of(
        new Encoder().text("medchain/search-grant/1").value(owner).int32(epoch).toBytes());
  }
}

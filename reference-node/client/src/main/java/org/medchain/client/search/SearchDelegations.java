package org.medchain.client.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.application.search.EpochKey;
import org.medchain.application.search.SearchKeyring;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;

/**
 * The delegates that search an owner's index, and their key (CON-35, PROC-22): the key of the
 * present epoch, from which those of earlier ones follow, encrypted for the delegate on the ledger.
 * It stays there if the order is refused, so a participant that may not search gets no key.
 *
 * @param session in whose name
 */
public record SearchDelegations(ParticipantSession session) {
  private static final int ENCAPSULATED = 32;
  private static final Bytes NO_KEY = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);

  /**
   * Lets another search, or replaces its time.
   *
   * @param untilMs milliseconds of Unix time
   * @throws RefusedException also if the time is over, or the other is not a participant, as far as
   *     the state proves it: nothing is ordered then
   */
  public void give(PublicKey delegate, long untilMs)
      throws IOException, RefusedException, InterruptedException {
    session.settle();
    boolean named =
        of(session.participant()).stream().anyMatch(each -> each.delegate().equals(delegate));
    if (untilMs <= nowMs()) {
      throw new RefusedException(Outcome.TIME_PASSED.words());
    }
    if (session.state(Registration.roleEntry(delegate)).isEmpty()) {
      session.advance(); // it may have been registered just before
    }
    if (!named && takesPart(delegate)) {
      // Nodes show only of delegates whether they have left: it is named before a key is made for
      // it.
      Receipt unused =
          session.require(new DelegateSearch(delegate, untilMs, DelegateSearch.NO_KEY_YET, NO_KEY));
      session.settle();
    }
    if (!takesPart(delegate) || hasLeft(delegate)) {
      throw new RefusedException(Outcome.UNKNOWN_PARTICIPANT.words());
    }
    Receipt unused =
        session.require(
            order(delegate, untilMs, IndexMirror.head(session, session.participant()).epoch()));
  }

  /**
   * Ends it; the others get the key of the next epoch, also if it was ended before, and a command
   * was interrupted in between.
   *
   * @throws RefusedException if it is not a delegate, and nobody lacks a key
   */
  public void end(PublicKey delegate) throws IOException, RefusedException, InterruptedException {
    Receipt receipt =
        session.require(
            new EndSearchDelegation(session.participant(), delegate), Outcome.NOT_GRANTED);
    session.settle();
    if (renew() == 0 && !receipt.succeeded()) {
      throw new RefusedException(ParticipantSession.reason(receipt));
    }
  }

  /**
   * Ends all that are over, which the ledger demands before the next update. An update that it
   * refuses is in a block all the same, so this checks which are over now: a delegate that may no
   * longer search has the key of an update before its end (VER-7).
   */
  void endOver() throws IOException, RefusedException, InterruptedException {
    if (of(session.participant()).isEmpty()) {
      return;
    }
    session.advance();
    boolean ended = false;
    for (SearchDelegation each : of(session.participant())) {
      if (isOver(each)) {
        Receipt unused =
            session.require(new EndSearchDelegation(session.participant(), each.delegate()));
        ended = true;
      }
    }
    if (ended) {
      session.settle();
    }
    int unused = renew();
  }

  /** As far as the state proves it. */
  private boolean isOver(SearchDelegation each) throws RefusedException {
    return each.untilMs() <= nowMs() || !takesPart(each.delegate()) || hasLeft(each.delegate());
  }

  private long nowMs() {
    return session.light().chain().head().timestampMs();
  }

  /** Whether it is registered, not as the center, and a key signs for it. */
  private boolean takesPart(PublicKey delegate) throws RefusedException {
    Optional<Role> role = session.state(Registration.roleEntry(delegate));
    return role.filter(each -> each != Role.REGULATORY_CENTER).isPresent()
        && session.state(Registration.revokedSinceEntry(currentKey(delegate))).isEmpty();
  }

  /** Nodes show it only for delegates (LIGHT-8). */
  private boolean hasLeft(PublicKey delegate) throws RefusedException {
    return session.state(Registration.departureEntry(delegate)).isPresent();
  }

  /**
   * Gives the key of the present epoch, as far as the state proves it, to delegates that may search
   * and have an earlier key or none: a delegate or the center may have ended another's time, and
   * they have no keys to give.
   *
   * @return how many got it
   */
  int renew() throws IOException, RefusedException, InterruptedException {
    List<SearchDelegation> all = of(session.participant());
    int epoch = IndexMirror.head(session, session.participant()).epoch();
    int renewed = 0;
    for (SearchDelegation each : all) {
      if (each.epoch() < epoch && !isOver(each)) {
        // It may be over since then: the ledger takes no key for it.
        Receipt receipt =
            session.require(
                order(each.delegate(), each.untilMs(), epoch),
                Outcome.TIME_PASSED,
                Outcome.UNKNOWN_PARTICIPANT);
        renewed += receipt.succeeded() ? 1 : 0;
      }
    }
    return renewed;
  }

  private List<SearchDelegation> of(PublicKey owner) throws RefusedException {
    long unused = session.light().sync();
    return session.state(SearchDelegates.entry(owner)).orElse(List.of());
  }

  private DelegateSearch order(PublicKey delegate, long untilMs, int epoch)
      throws IOException, RefusedException {
    DeriveKey own = DeriveKey.read(session.folder(), session.agreement());
    EpochKey key = IndexMirror.searchKey(own).epoch(epoch);
    WrappedFileKey wrapped =
        WrappedFileKey.wrap(
            context(session.participant(), epoch),
            new FileKey(key.secret().toBytes()),
            session.agreement(),
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
    int epoch = IndexMirror.head(session, owner).epoch();
    if (SearchIndexes.generation(given.epoch()) != SearchIndexes.generation(epoch)) {
      throw new RefusedException(
          owner.brief()
              + " has another search index now, and left you no key of it yet; ask again");
    }
    return SearchKeyring.upTo(new EpochKey(given.epoch(), unwrap(owner, given)));
  }

  /** Nodes show the list only to delegates (LIGHT-8). */
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
                .unwrap(session.agreement());
        return Hash.fromArray(opened.value().toArray(), 0);
      } catch (RefusedException e) {
        last = e;
      }
    }
    throw last;
  }

  /** The key that signs for a participant now (CON-32). */
  private PublicKey currentKey(PublicKey name) throws RefusedException {
    return session.state(KeyNames.currentEntry(name)).orElse(name);
  }

  private static Hash context(PublicKey owner, int epoch) {
    return Hash.of(
        new Encoder().text("medchain/search-grant/1").value(owner).int32(epoch).toBytes());
  }
}

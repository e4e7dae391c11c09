package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.incentive.Account;

/** Data requests, and deals that wait for a signature (paper §4 (3); decision 0195). */
public final class Deals {
  static final Table<Hash, DataRequest> REQUESTS =
      new Table<>(0x60, "data requests", Codec.HASH, Codec.of(DataRequest.class));

  static final Table<Hash, Deal> DEALS =
      new Table<>(0x61, "unsigned deals", Codec.HASH, Codec.of(Deal.class));

  static final Table<PublicKey, DealBook> BOOKS =
      new Table<>(0x62, "open requests and deals", PublicKey.CODEC, Codec.of(DealBook.class));

  private Deals() {}

  /** A participant's open requests and deals. */
  public static DealBook book(WorldState state, PublicKey participant) {
    return BOOKS.get(state, participant).orElse(DealBook.EMPTY);
  }

  /** Names what an order makes: orders are executed once, so it is unique. */
  public static Hash id(RequestId order) {
    return Hash.of(order.encoded());
  }

  static WorldState putBook(WorldState state, PublicKey who, DealBook book) {
    return book.isEmpty() ? BOOKS.remove(state, who) : BOOKS.put(state, who, book);
  }

  static WorldState open(WorldState state, Hash id, DataRequest request) {
    DealBook book = book(state, request.demander()).requesting(id);
    return putBook(REQUESTS.put(state, id, request), request.demander(), book);
  }

  /** A deal comes to its request and to both parties' books. */
  static WorldState draw(WorldState before, Hash id, Deal deal, DataRequest request) {
    WorldState state = DEALS.put(before, id, deal);
    state = REQUESTS.put(state, deal.request(), request.plus(id, deal));
    state = putBook(state, deal.demander(), book(state, deal.demander()).drawing(id));
    return putBook(state, deal.provider(), book(state, deal.provider()).asked(id));
  }

  /** The deal waits no longer; its request and its points are the caller's concern. */
  static WorldState remove(WorldState before, Hash id, Deal deal) {
    WorldState state = DEALS.remove(before, id);
    state = putBook(state, deal.demander(), book(state, deal.demander()).without(id));
    return putBook(state, deal.provider(), book(state, deal.provider()).without(id));
  }

  /** CON-40: a deal comes to nothing; the locked points go back. */
  static WorldState end(WorldState before, Hash id, Deal deal, List<Event> events) {
    WorldState state = released(before, id, deal, events);
    DataRequest request = REQUESTS.get(state, deal.request()).orElseThrow();
    return REQUESTS.put(state, deal.request(), request.minus(id, deal.count()));
  }

  private static WorldState released(WorldState state, Hash id, Deal deal, List<Event> events) {
    events.add(new DealEvents.DealEnded(id, deal.request(), deal.provider(), deal.demander()));
    WorldState paid = state.with(state.points().release(Account.escrow(id), deal.demander()));
    return remove(paid, id, deal);
  }

  /** A request closes, and every deal on it that waits ends. */
  static WorldState close(WorldState before, Hash id, DataRequest request, List<Event> events) {
    WorldState state = before;
    for (DataRequest.Draft draft : request.drafts()) {
      state = released(state, draft.deal(), DEALS.get(state, draft.deal()).orElseThrow(), events);
    }
    return closed(state, id, request, events);
  }

  /** A request of which no deal waits is no more. */
  static WorldState closed(WorldState before, Hash id, DataRequest request, List<Event> events) {
    events.add(new DealEvents.RequestClosed(id, request.demander()));
    WorldState state = REQUESTS.remove(before, id);
    return putBook(state, request.demander(), book(state, request.demander()).without(id));
  }

  /** GAME-7: everything closes that a participant has open. */
  static WorldState closeAll(WorldState before, PublicKey leaving, List<Event> events) {
    WorldState state = before;
    DealBook open = book(before, leaving);
    for (Hash request : open.requests()) {
      state = close(state, request, REQUESTS.get(state, request).orElseThrow(), events);
    }
    for (Hash deal : open.toSign()) {
      state = end(state, deal, DEALS.get(state, deal).orElseThrow(), events);
    }
    return state;
  }

  /** The entry of a participant's open requests and deals; absence means nothing. */
  public static StateEntry<DealBook> bookEntry(PublicKey participant) {
    return BOOKS.entry(participant);
  }

  /** The entry of a deal; absence means that it was signed, ended, or never was. */
  public static StateEntry<Deal> dealEntry(Hash id) {
    return DEALS.entry(id);
  }

  /** The entry of an open data request; absence means that it ended, or never was. */
  public static StateEntry<DataRequest> requestEntry(Hash id) {
    return REQUESTS.entry(id);
  }
}

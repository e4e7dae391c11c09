package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.engine.Lists;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * A participant's open requests and deals: its exit closes all of it (GAME-7), and its client lists
 * it.
 *
 * @param requests its own data requests, at most {@link #MAX_REQUESTS}
 * @param drafted deals that it drew and that wait, at most {@link #MAX_DRAFTED}
 * @param toSign deals that wait for its signature, at most {@link #MAX_TO_SIGN}
 */
public record DealBook(List<Hash> requests, List<Hash> drafted, List<Hash> toSign)
    implements Encodable {
  /** The most open requests of a demander, those whose time is over included. */
  public static final int MAX_REQUESTS = 16;

  /** The most deals of a demander that wait. */
  public static final int MAX_DRAFTED = 16;

  /** The most deals that wait for one provider. */
  public static final int MAX_TO_SIGN = 32;

  /** The book of a participant that has nothing open. */
  public static final DealBook EMPTY = new DealBook(List.of(), List.of(), List.of());

  /** The most bytes of one, with its key. */
  static final int MAX_BYTES = 33 + 3 + 32 * (MAX_REQUESTS + MAX_DRAFTED + MAX_TO_SIGN);

  public DealBook {
    requests = List.copyOf(requests);
    drafted = List.copyOf(drafted);
    toSign = List.copyOf(toSign);
  }

  boolean isEmpty() {
    return requests.isEmpty() && drafted.isEmpty() && toSign.isEmpty();
  }

  DealBook requesting(Hash request) {
    return new DealBook(Lists.plus(requests, request), drafted, toSign);
  }

  DealBook drawing(Hash deal) {
    return new DealBook(requests, Lists.plus(drafted, deal), toSign);
  }

  DealBook asked(Hash deal) {
    return new DealBook(requests, drafted, Lists.plus(toSign, deal));
  }

  /** Without a request or deal: ids are hashes of different requests, so it is in one list. */
  DealBook without(Hash id) {
    return new DealBook(
        Lists.minus(requests, id), Lists.minus(drafted, id), Lists.minus(toSign, id));
  }
}

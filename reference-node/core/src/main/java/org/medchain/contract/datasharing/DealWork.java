package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Order;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.ExitEvents;

/** The most that deals cost (CON-28): all lists are bounded, so all of it has a bound. */
final class DealWork {
  /** A request with its key: the longest type, and all drafts. */
  private static final int REQUEST_BYTES = 33 + 33 + 151 + 4 + 1 + 64 * DealBook.MAX_DRAFTED;

  /** A deal with its key. */
  private static final int DEAL_BYTES = 33 + 3 * 32 + 130 + 12;

  /** Two accounts between which points move, and the supply, with their keys. */
  private static final int POINTS_BYTES = 2 * 42 + 41;

  /** Besides its request: the deal, both books, and the points. */
  private static final StateWork RELEASED =
      new StateWork(9, 6, 33 + 2L * DealBook.MAX_BYTES + POINTS_BYTES);

  /** The cost of a deal that ends without its request. */
  static final StateWork ENDED = RELEASED.plus(new StateWork(1, 1, REQUEST_BYTES));

  /** The cost of a deal that ends with its request. */
  static final StateWork ENDED_WITH_REQUEST = RELEASED;

  /** A request that closes, besides its deals. */
  static final StateWork CLOSED = new StateWork(2, 2, 33L + DealBook.MAX_BYTES);

  /** Request, offer, the provider's key, whether the demander may pay, books, points. */
  static final StateWork DRAWN =
      new StateWork(17, 7, DEAL_BYTES + REQUEST_BYTES + 2L * DealBook.MAX_BYTES + POINTS_BYTES);

  /** Besides looking through the offer: deal, request, both parties, and their books. */
  static final StateWork SIGNED =
      new StateWork(18, 5, 33 + REQUEST_BYTES + 3L * DealBook.MAX_BYTES).plus(Trade.POSITION);

  /** The most that a leaving participant has open. */
  static final List<ReactionBound> REACTIONS =
      List.of(
          new ReactionBound(
              EventType.of(ExitEvents.Left.class),
              new StateWork(1, 0, 0)
                  .plus(CLOSED.times(DealBook.MAX_REQUESTS))
                  .plus(ENDED_WITH_REQUEST.times(DealBook.MAX_DRAFTED))
                  .plus(ENDED.times(DealBook.MAX_TO_SIGN))));

  private DealWork() {}

  /** How many deals wait on the request. */
  static long drafts(WorldState state, Order<EndRequest> order) {
    return Deals.REQUESTS
        .get(state, order.operation().request())
        .map(open -> open.drafts().size())
        .orElse(0);
  }
}

package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Order;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;

/** The most that trade costs (CON-28): all its lists are bounded, so all of it has a bound. */
final class TradeWork {
  private static final int RECORDS = OfferRecords.MAX_RECORDS;
  private static final int WAITING = OpenOffer.MAX_WAITING;

  /** An open offer with its key: the longest type, and both lists full. */
  private static final int OFFER_SIZE = 162 + 8 + 3 + RECORDS * 32 + 1 + WAITING * Agreement.SIZE;

  /** All positions of a participant, with their key. */
  static final int POSITIONS_SIZE = 33 + 3 + Position.MAX_OPEN * 161;

  /** A record that is delivered: two payments, and the right to it. */
  private static final StateWork DELIVERED = new StateWork(6, 5, 4 * 42 + 97);

  /** An agreement, besides its records: the keys of both parties, points, positions, score. */
  private static final StateWork AGREEMENT = new StateWork(16, 4, 33 + 41 + POSITIONS_SIZE + 57);

  /** Whether each record can be delivered, to anybody: record, and its owner's permission. */
  private static final StateWork DELIVERABLE =
      new StateWork(1, 0, 0).plus(Directives.MAY_OFFER).times(RECORDS);

  /** Looking through an offer whose agreements all trigger. */
  static final StateWork REVIEW =
      DELIVERABLE
          .plus(new StateWork(1, 0, 0).times(RECORDS * WAITING))
          .plus(DELIVERED.times(RECORDS * WAITING))
          .plus(AGREEMENT.times(WAITING))
          .plus(new StateWork(0, 1, OFFER_SIZE));

  /** The state that it leaves counts for the buyers and the provider (CON-44). */
  private static final StateWork COUNTED = new StateWork(1, 1, 41).times(WAITING + 1L);

  /** A record comes: it, the offer, and the offer pruned because it is full. */
  private static final StateWork ADDED =
      new StateWork(3, 0, 0).plus(DELIVERABLE).plus(REVIEW).plus(COUNTED);

  static final List<ReactionBound> REACTIONS =
      List.of(
          new ReactionBound(EventType.of(RecordEvents.RecordStored.class), ADDED),
          new ReactionBound(EventType.of(RecordEvents.RecordAccepted.class), ADDED),
          new ReactionBound(EventType.of(ConsentEvents.DirectiveIssued.class), ADDED));

  private TradeWork() {}

  /** How many agreements wait on the offer. */
  static long waiting(WorldState state, Order<Withdraw> order) {
    Position at = new Position(order.operation().provider(), order.operation().dataType());
    return Trade.OFFERS.get(state, at).map(open -> open.waiting().size()).orElse(0);
  }
}

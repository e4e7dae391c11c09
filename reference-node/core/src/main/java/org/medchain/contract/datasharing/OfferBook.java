package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.storageproof.Audits;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * Keeps one provider's offer of one type while an operation changes it: triggers and dissolves the
 * agreements that wait on it (paper §3.2.5).
 *
 * @param at whose offer it is, and of which type
 * @param events the operation's list, to which this adds what happened
 */
record OfferBook(Position at, List<Event> events) {
  /**
   * CON-12: triggers every waiting agreement whose condition is met, oldest first, or ends it if a
   * party may not trade. Whether a record can be delivered at all is found out once, not for every
   * agreement (CON-28): a triggered agreement changes nothing about it.
   */
  WorldState review(WorldState before, OpenOffer offer, long timeMs) {
    WorldState state = before;
    OpenOffer left = offer;
    List<Deliverable> deliverable = List.of();
    for (Agreement agreement : offer.waiting()) {
      // The usual result while an agreement waits, without reading the state.
      if (offer.records().size() < agreement.count()) {
        continue;
      }
      if (deliverable.isEmpty()) {
        deliverable = deliverable(before, offer, timeMs);
      }
      List<Deliverable> delivery = deliveryTo(state, deliverable, agreement);
      if (delivery.size() == agreement.count()) {
        state = trigger(state, agreement, delivery, offer.price());
        // It waits no longer, so it can never trigger again.
        left = left.minus(agreement);
      }
    }
    return put(state, left);
  }

  /** A record under the offer, and its data in the state. */
  private record Deliverable(Hash id, StoredRecord record) {}

  private List<Deliverable> deliverable(WorldState state, OpenOffer offer, long timeMs) {
    return offer.records().stream()
        .map(id -> new Deliverable(id, Records.find(state, id).orElseThrow()))
        .filter(each -> isDeliverable(state, each, timeMs))
        .toList();
  }

  WorldState put(WorldState state, OpenOffer offer) {
    return Trade.OFFERS.put(state, at, offer);
  }

  /** The first records that the demander needs; fewer than demanded if there are not enough. */
  private static List<Deliverable> deliveryTo(
      WorldState state, List<Deliverable> deliverable, Agreement agreement) {
    // Not even one look at what it has already, if there is not enough anyway.
    if (deliverable.size() < agreement.count()) {
      return List.of();
    }
    PublicKey demander = agreement.demander();
    return deliverable.stream()
        .filter(each -> !Purchases.isForEver(state, each.id(), each.record(), demander))
        .limit(agreement.count())
        .toList();
  }

  /** A verdict, or the end of a directive, may have taken a record out of the offer. */
  private boolean isDeliverable(WorldState state, Deliverable each, long timeMs) {
    return each.record().isValid()
        && Directives.mayOffer(state, each.id(), each.record(), at.provider(), timeMs);
  }

  /** The offer without the records that cannot be delivered any more. */
  OpenOffer pruned(WorldState state, OpenOffer offer, long timeMs) {
    return offer.withRecords(
        deliverable(state, offer, timeMs).stream().map(Deliverable::id).toList());
  }

  private WorldState trigger(
      WorldState before, Agreement agreement, List<Deliverable> delivery, long price) {
    if (!Trade.mayTrade(before, at.provider()) || !Trade.mayTrade(before, agreement.demander())) {
      // Not left to wait: then it would be due when another key signs, without an event (CON-12).
      return release(before, agreement);
    }
    CreditPoints points = before.points();
    for (Deliverable each : delivery) {
      PublicKey owner = each.record().owner();
      points = points.settle(agreement.escrow(), owner, at.provider(), price).orElseThrow();
    }
    points = points.spentFromEscrow(agreement.demander(), price * delivery.size());
    WorldState state = left(before.with(points), agreement.demander());
    List<Hash> ids = delivery.stream().map(Deliverable::id).toList();
    for (Hash id : ids) {
      state = Purchases.add(state, id, agreement.demander(), agreement.id());
    }
    events.add(
        new TradeEvents.AgreementTriggered(
            agreement.id(), agreement.demander(), price * delivery.size(), ids));
    return Audits.shared(state, at.provider(), delivery.size());
  }

  /** The party has nothing open here any more. */
  private WorldState left(WorldState state, PublicKey party) {
    return Trade.withoutPosition(state, party, at);
  }

  /** One demander leaves. */
  WorldState leave(WorldState state, OpenOffer offer, Agreement agreement) {
    return put(release(state, agreement), offer.minus(agreement));
  }

  /** The provider leaves, and with it the offer. */
  WorldState close(WorldState before, OpenOffer offer) {
    WorldState state = before;
    for (Agreement agreement : offer.waiting()) {
      state = release(state, agreement);
    }
    return left(Trade.OFFERS.remove(state, at), at.provider());
  }

  private WorldState release(WorldState state, Agreement agreement) {
    CreditPoints released = state.points().release(agreement.escrow(), agreement.demander());
    events.add(new TradeEvents.AgreementDissolved(agreement.id(), agreement.demander()));
    return left(state.with(released), agreement.demander());
  }
}

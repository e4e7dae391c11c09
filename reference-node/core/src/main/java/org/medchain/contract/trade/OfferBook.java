package org.medchain.contract.trade;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.audit.Audits;
import org.medchain.contract.consent.Consent;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.StateCodec.RecordParty;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Bytes;
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
  /** CON-12: triggers every waiting agreement whose condition is met, oldest first. */
  WorldState review(WorldState before, OpenOffer offer) {
    WorldState state = before;
    OpenOffer left = offer;
    for (Agreement agreement : offer.waiting()) {
      List<Hash> delivery = deliveryTo(state, offer, agreement);
      if (delivery.size() == agreement.count()) {
        state = trigger(state, agreement, delivery, offer.price());
        // It waits no longer, so it can never trigger again.
        left = left.minus(agreement);
      }
    }
    return put(state, left);
  }

  WorldState put(WorldState state, OpenOffer offer) {
    return Trade.OFFERS.put(state, at, offer).forget(key());
  }

  private Bytes key() {
    return Trade.OFFERS.key(at);
  }

  /** The first records that the demander needs; fewer than demanded if there are not enough. */
  private List<Hash> deliveryTo(WorldState state, OpenOffer offer, Agreement agreement) {
    List<Hash> delivery = new ArrayList<>();
    // The usual result while an agreement waits, without reading the state.
    if (offer.records().size() < agreement.count()) {
      return delivery;
    }
    for (Hash id : offer.records()) {
      if (delivery.size() == agreement.count()) {
        break;
      }
      StoredRecord record = Records.find(state, id).orElseThrow();
      if (isDeliverable(state, id, record)
          && !Trade.isForEver(state, id, record, agreement.demander())) {
        delivery.add(id);
      }
    }
    return delivery;
  }

  /** A verdict or a revocation since it came may have taken a record out of the offer. */
  private boolean isDeliverable(WorldState state, Hash id, StoredRecord record) {
    return record.isValid() && Consent.mayOffer(state, id, record, at.provider());
  }

  /** The offer without the records that cannot be delivered any more. */
  OpenOffer pruned(WorldState state, OpenOffer offer) {
    return offer.withRecords(
        offer.records().stream()
            .filter(id -> isDeliverable(state, id, Records.find(state, id).orElseThrow()))
            .toList());
  }

  /** No agreement could be met: while that stays so, no search is needed (CON-24). */
  WorldState full(WorldState state, OpenOffer offer) {
    boolean own =
        offer.records().stream()
            .allMatch(id -> Records.find(state, id).orElseThrow().owner().equals(at.provider()));
    return own ? state.remember(key()) : state;
  }

  /**
   * Whether it is known that the offer is full, and that nothing can be taken out of it. Only a
   * verdict on a record of the provider, or a change of the offer itself, can make it untrue: the
   * owner's own records need no grant.
   */
  boolean isFullOfOwn(WorldState state) {
    return state.remembers(key());
  }

  /** A record of the provider was found false. */
  WorldState lookedAtNoMore(WorldState state) {
    return state.forget(key());
  }

  private WorldState trigger(
      WorldState before, Agreement agreement, List<Hash> delivery, long price) {
    CreditPoints points = before.points();
    for (Hash id : delivery) {
      PublicKey owner = Records.find(before, id).orElseThrow().owner();
      points = points.settle(agreement.escrow(), owner, at.provider(), price).orElseThrow();
    }
    points = points.spentFromEscrow(agreement.demander(), price * delivery.size());
    WorldState state = left(before.with(points), agreement.demander());
    for (Hash id : delivery) {
      RecordParty bought = new RecordParty(id, agreement.demander());
      state = Trade.PURCHASES.put(state, bought, agreement.id());
    }
    events.add(
        new TradeEvents.AgreementTriggered(
            agreement.id(), agreement.demander(), price * delivery.size(), delivery));
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
    return left(Trade.OFFERS.remove(state, at).forget(key()), at.provider());
  }

  private WorldState release(WorldState state, Agreement agreement) {
    CreditPoints released = state.points().release(agreement.escrow(), agreement.demander());
    events.add(new TradeEvents.AgreementDissolved(agreement.id(), agreement.demander()));
    return left(state.with(released), agreement.demander());
  }
}

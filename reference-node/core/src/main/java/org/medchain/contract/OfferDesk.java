package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * Keeps one provider's offer of one type while an operation changes it: triggers and dissolves the
 * agreements that wait on it (paper §3.2.5).
 *
 * @param provider whose offer it is
 * @param type of the offer
 * @param events the operation's list, to which this adds what happened
 */
record OfferDesk(PublicKey provider, String type, List<Event> events) {
  /** CON-12: triggers every waiting agreement whose condition is met, oldest first. */
  ChainState review(ChainState before, OpenOffer offer) {
    ChainState state = before;
    OpenOffer left = offer;
    for (Agreement agreement : offer.waiting()) {
      List<Hash> delivery = deliveryTo(state, offer, agreement);
      if (delivery.size() == agreement.count()) {
        state = trigger(state, agreement, delivery, offer.price());
        // It waits no longer, so it can never trigger again.
        left = left.minus(agreement);
      }
    }
    return state.withOffer(provider, type, left);
  }

  /** The first records that the demander needs; fewer than demanded if there are not enough. */
  private List<Hash> deliveryTo(ChainState state, OpenOffer offer, Agreement agreement) {
    List<Hash> delivery = new ArrayList<>();
    // Nearly always the answer while an agreement waits, and it costs no look into the state.
    if (offer.records().size() < agreement.count()) {
      return delivery;
    }
    for (Hash id : offer.records()) {
      if (delivery.size() == agreement.count()) {
        break;
      }
      StoredRecord record = state.record(id).orElseThrow();
      if (isDeliverable(state, id, record)
          && !Access.isForEver(state, id, record, agreement.demander())) {
        delivery.add(id);
      }
    }
    return delivery;
  }

  /** A verdict or a revocation since it came may have taken a record out of the offer. */
  private boolean isDeliverable(ChainState state, Hash id, StoredRecord record) {
    return record.isValid() && Access.mayOffer(state, id, record, provider);
  }

  /** The offer without the records that cannot be delivered any more. */
  OpenOffer pruned(ChainState state, OpenOffer offer) {
    return offer.withRecords(
        offer.records().stream()
            .filter(id -> isDeliverable(state, id, state.record(id).orElseThrow()))
            .toList());
  }

  /** Nothing could be taken out: where that stays so, nobody has to look again (CON-24). */
  ChainState full(ChainState state, OpenOffer offer) {
    boolean own =
        offer.records().stream()
            .allMatch(id -> state.record(id).orElseThrow().owner().equals(provider));
    return own ? state.knownFullOfOwn(provider, type) : state;
  }

  private ChainState trigger(
      ChainState before, Agreement agreement, List<Hash> delivery, long price) {
    CreditPoints points = before.points();
    for (Hash id : delivery) {
      PublicKey owner = before.record(id).orElseThrow().owner();
      points = points.settle(agreement.escrow(), owner, provider, price).orElseThrow();
    }
    points = points.spentFromEscrow(agreement.demander(), price * delivery.size());
    ChainState state = left(before.with(points), agreement.demander());
    for (Hash id : delivery) {
      state = state.withPurchase(id, agreement.demander(), agreement.id());
    }
    events.add(
        new Event.AgreementTriggered(
            agreement.id(), agreement.demander(), price * delivery.size(), delivery));
    return Audits.shared(state, provider, delivery.size());
  }

  /** The party has nothing open here any more. */
  private ChainState left(ChainState state, PublicKey party) {
    return state.incentives().withoutPosition(party, new Position(provider, type));
  }

  /** One demander leaves. */
  ChainState leave(ChainState state, OpenOffer offer, Agreement agreement) {
    return release(state, agreement).withOffer(provider, type, offer.minus(agreement));
  }

  /** The provider leaves, and with it the offer. */
  ChainState close(ChainState before, OpenOffer offer) {
    ChainState state = before;
    for (Agreement agreement : offer.waiting()) {
      state = release(state, agreement);
    }
    return left(state.withoutOffer(provider, type), provider);
  }

  private ChainState release(ChainState state, Agreement agreement) {
    CreditPoints released = state.points().release(agreement.escrow(), agreement.demander());
    events.add(new Event.AgreementDissolved(agreement.id(), agreement.demander()));
    return left(state.with(released), agreement.demander());
  }
}

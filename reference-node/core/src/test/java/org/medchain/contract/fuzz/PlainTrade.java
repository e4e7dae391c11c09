package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** CON-10, CON-11, CON-12 in the plainest way: for an agreement the event that concluded it. */
final class PlainTrade {
  private final PlainKeys keys;
  private final PlainDirectives directives;
  private final Map<Hash, TradeEvents.AgreementConcluded> waiting = new TreeMap<>();

  PlainTrade(PlainKeys keys, PlainDirectives directives) {
    this.keys = keys;
    this.directives = directives;
  }

  Outcome offered(WorldState state, PublicKey who, OfferRecords order, long nowMs) {
    Optional<Role> role = Registration.role(state, who);
    if (role.filter(List.of(Role.PATIENT, Role.HOSPITAL, Role.TERTIARY_HOSPITAL)::contains)
        .isEmpty()) {
      return Outcome.NOT_ALLOWED;
    }
    if (Trade.offerEntry(who, order.dataType()).in(state).isPresent()) {
      return Outcome.OFFER_EXISTS;
    }
    if (TradeValues.positions(state, who).size() >= 128) {
      return Outcome.LIMIT_REACHED;
    }
    for (Hash id : order.records()) {
      Optional<StoredRecord> record = Records.find(state, id);
      if (record.isEmpty()) {
        return Outcome.UNKNOWN_RECORD;
      }
      if (!record.get().type().equals(order.dataType())) {
        return Outcome.WRONG_TYPE;
      }
      if (!record.get().isValid()) {
        return record.get().foundFalse() ? Outcome.RECORD_FALSE : Outcome.RECORD_PENDING;
      }
      if (!directives.offers(state, id, record.get(), who, nowMs)) {
        return Outcome.NO_ACCESS;
      }
    }
    return Outcome.OK;
  }

  Outcome demanded(WorldState state, PublicKey who, DemandRecords order) {
    if (Registration.role(state, who).equals(Optional.of(Role.PUBLIC_SECURITY))) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<OpenOffer> found = Trade.offerEntry(order.provider(), order.dataType()).in(state);
    if (found.isEmpty()) {
      return Outcome.NO_OFFER;
    }
    OpenOffer offer = found.get();
    if (order.provider().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (offer.price() > order.maxPrice()) {
      return Outcome.PRICE_TOO_HIGH;
    }
    if (!keys.active(state, order.provider())) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    if (offer.waitingOf(who).isPresent()) {
      return Outcome.AGREEMENT_EXISTS;
    }
    if (offer.waiting().size() >= 16 || TradeValues.positions(state, who).size() >= 128) {
      return Outcome.LIMIT_REACHED;
    }
    if (Freezing.isFrozen(state, who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    return state.balance(who) < offer.price() * order.count()
        ? Outcome.INSUFFICIENT_POINTS
        : Outcome.OK;
  }

  /** Both parties of a sale can act, and the provider may offer each record. */
  void happened(WorldState before, long nowMs, List<Event> events) {
    for (Event event : events) {
      switch (event) {
        case TradeEvents.AgreementConcluded concluded ->
            waiting.put(concluded.agreement(), concluded);
        case TradeEvents.AgreementDissolved dissolved -> waiting.remove(dissolved.agreement());
        case TradeEvents.AgreementTriggered sold -> {
          TradeEvents.AgreementConcluded agreement = waiting.remove(sold.agreement());
          assertThat(keys.active(before, agreement.provider())).as("provider of %s", sold).isTrue();
          assertThat(keys.active(before, agreement.demander())).as("demander of %s", sold).isTrue();
          assertThat(sold.records())
              .allMatch(id -> isOffered(before, nowMs, id, agreement.provider()));
        }
        default -> {}
      }
    }
  }

  /** A record that was not there before came by this order, and is its owner's. */
  private boolean isOffered(WorldState before, long nowMs, Hash id, PublicKey provider) {
    Optional<StoredRecord> record = Records.find(before, id);
    return record.isEmpty()
        || (!record.get().foundFalse()
            && directives.offers(before, id, record.get(), provider, nowMs));
  }
}

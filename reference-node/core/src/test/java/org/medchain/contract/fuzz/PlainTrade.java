package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.ChainState;
import org.medchain.contract.consent.GrantAccess;
import org.medchain.contract.consent.Right;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.trade.DemandRecords;
import org.medchain.contract.trade.OpenOffer;
import org.medchain.contract.trade.TradeEvents;
import org.medchain.contract.trade.TradeValues;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Who sells and buys, and what (CON-11, CON-12), in the plainest way: offers it asks the chain, and
 * of each agreement it keeps the event that concluded it.
 */
final class PlainTrade {
  private final PlainKeys keys;
  private final Map<Hash, TradeEvents.AgreementConcluded> waiting = new TreeMap<>();

  PlainTrade(PlainKeys keys) {
    this.keys = keys;
  }

  Outcome demanded(ChainState state, PublicKey who, DemandRecords order) {
    if (state.role(who).equals(Optional.of(Role.PUBLIC_SECURITY))) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<OpenOffer> found = state.offer(order.provider(), order.dataType());
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
    if (state.isFrozen(who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    return state.balance(who) < offer.price() * order.count()
        ? Outcome.INSUFFICIENT_POINTS
        : Outcome.OK;
  }

  /** Both parties of what was sold can act, and the provider may offer each record. */
  void happened(ChainState before, Operation operation, List<Event> events) {
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
              .allMatch(id -> isOffered(before, operation, id, agreement.provider()));
        }
        default -> {}
      }
    }
  }

  /** A record that was not there before came by this order, and is its owner's. */
  private static boolean isOffered(
      ChainState before, Operation operation, Hash id, PublicKey provider) {
    Optional<StoredRecord> record = before.record(id);
    if (record.isEmpty()) {
      return true;
    }
    PublicKey owner = record.get().owner();
    boolean sharedNow =
        operation instanceof GrantAccess grant
            && grant.record().equals(id)
            && grant.reader().equals(provider);
    boolean shared = sharedNow || before.right(id, provider).equals(Optional.of(Right.SHARE));
    return !record.get().foundFalse()
        && (owner.equals(provider) || (shared && !before.hasLeft(owner)));
  }
}

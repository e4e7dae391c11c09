package org.medchain.contract.trade;

import java.util.List;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.incentive.PointLedger;

/** Records are offered and sold. */
public final class TradeModule implements ContractModule {
  @Override
  public String name() {
    return "trade";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(OfferRecords.TYPE, DemandRecords.TYPE, Withdraw.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return TradeEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(Trade.OFFERS, Trade.POSITIONS);
  }

  /** A valid or shared record comes under an open offer. */
  @Override
  public WorldState react(WorldState state, Call call, Event event, List<Event> events) {
    return switch (event) {
      case RecordEvents.RecordStored in -> cameIn(call, state, in.record(), events);
      case RecordEvents.RecordAccepted in -> cameIn(call, state, in.record(), events);
      case ConsentEvents.DirectiveIssued issued
          when issued.terms().purpose() == Purpose.DISCLOSE
              && issued.terms().scope() instanceof DirectiveScope.OneRecord one
              && issued.terms().grantee() instanceof Grantee.Party party -> {
        StoredRecord record = Records.find(state, one.record()).orElseThrow();
        Position at = new Position(party.key(), record.type());
        yield Trade.add(call, state, at, one.record(), events);
      }
      default -> state;
    };
  }

  private static WorldState cameIn(Call call, WorldState state, Hash id, List<Event> events) {
    StoredRecord record = Records.find(state, id).orElseThrow();
    Position at = new Position(record.owner(), record.type());
    return record.isValid() ? Trade.add(call, state, at, id, events) : state;
  }

  @Override
  public List<ReactionBound> reactionBounds() {
    return TradeWork.REACTIONS;
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("lists of offers are bounded", TradeModule::bounded),
        new Invariant("what agreements wait for is locked", TradeModule::locked),
        new Invariant("positions are the open offers and agreements", TradeModule::positioned));
  }

  private static boolean bounded(WorldState state) {
    boolean[] all = {true};
    Trade.OFFERS.forEach(
        state,
        (at, offer) ->
            all[0] &=
                offer.records().size() <= OfferRecords.MAX_RECORDS
                    && offer.waiting().size() <= OpenOffer.MAX_WAITING);
    return all[0];
  }

  private static boolean locked(WorldState state) {
    boolean[] all = {true};
    PointLedger ledger = state.points().ledger();
    Trade.OFFERS.forEach(
        state,
        (at, offer) -> {
          for (Agreement each : offer.waiting()) {
            all[0] &= ledger.balanceOf(each.escrow()) == offer.price() * each.count();
          }
        });
    return all[0];
  }

  private static boolean positioned(WorldState state) {
    int[] open = new int[2];
    Trade.OFFERS.forEach(state, (at, offer) -> open[0] += 1 + offer.waiting().size());
    Trade.POSITIONS.forEach(state, (party, positions) -> open[1] += positions.size());
    return open[0] == open[1];
  }
}

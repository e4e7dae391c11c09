package org.medchain.contract.datasharing;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.data.Hash;

/** Records are offered, asked for and sold. */
public final class DataSharingModule extends ContractModule {
  public DataSharingModule() {
    super(
        "datasharing",
        List.of(
            OfferRecords.TYPE,
            DemandRecords.TYPE,
            Withdraw.TYPE,
            RequestData.TYPE,
            EndRequest.TYPE,
            DraftDeal.TYPE,
            SignDeal.TYPE,
            EndDeal.TYPE),
        List.of(TradeEvents.class, DealEvents.class),
        List.of(Trade.OFFERS, Trade.POSITIONS, Deals.REQUESTS, Deals.DEALS, Deals.BOOKS));
  }

  /**
   * A valid or shared record comes under an open offer; a participant that leaves has no deal open
   * (GAME-7).
   */
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
      case ExitEvents.Left left -> Deals.closeAll(state, left.participant(), events);
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
    return Stream.concat(TradeWork.REACTIONS.stream(), DealWork.REACTIONS.stream()).toList();
  }
}

package org.medchain.contract.deals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.trade.Agreement;
import org.medchain.contract.trade.OpenOffer;
import org.medchain.contract.trade.Position;
import org.medchain.contract.trade.Trade;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The provider verifies a deal and signs it (paper §4 (3); CON-39). From then on it is an agreement
 * on the offer like that of a demand, which triggers itself when its condition is met.
 *
 * @param deal its id
 */
public record SignDeal(Hash deal) implements Operation {
  /** CON-39. */
  public static final OperationType<SignDeal> TYPE =
      OperationType.ordered(
          47,
          "sign deal",
          SignDeal.class,
          SignDeal::decode,
          Senders.of(Role.Duty.STORE, Role.PATIENT),
          "CON-39",
          WorkBound.of(DealWork.SIGNED.plus(Trade.REVIEW)),
          SignDeal::execute);

  static SignDeal decode(Decoder in) {
    return new SignDeal(in.hash());
  }

  @Override
  public OperationType<SignDeal> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(deal);
  }

  static Result execute(Call call, WorldState state, SignDeal operation) {
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    Optional<Deal> found = Deals.deal(state, operation.deal());
    if (found.isEmpty()) {
      return Result.refused(Outcome.NO_DEAL);
    }
    Deal deal = found.get();
    if (!deal.provider().equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    DataRequest request = Deals.request(state, deal.request()).orElseThrow();
    if (request.isOver(call.blockTimeMs().getAsLong())) {
      return Result.refused(Outcome.TIME_PASSED);
    }
    Position at = new Position(deal.provider(), deal.dataType());
    Optional<OpenOffer> offer = Trade.offer(state, at);
    if (offer.isEmpty()) {
      return Result.refused(Outcome.NO_OFFER);
    }
    Optional<Outcome> objection = objection(state, deal, at, offer.get());
    return objection.isPresent()
        ? Result.refused(objection.get())
        : operation.signed(call, state, deal, request, at, offer.get());
  }

  private static Optional<Outcome> objection(
      WorldState state, Deal deal, Position at, OpenOffer offer) {
    return offer.price() == deal.price()
        ? Trade.objection(state, at, offer, deal.demander())
        : Optional.of(Outcome.PRICE_CHANGED);
  }

  private Result signed(
      Call call,
      WorldState before,
      Deal signed,
      DataRequest request,
      Position at,
      OpenOffer offer) {
    List<Event> events = new ArrayList<>();
    events.add(new DealEvents.DealSigned(deal, signed.request(), signed.provider()));
    WorldState state = Deals.remove(before, deal, signed);
    DataRequest left = request.minus(deal);
    state =
        left.isFulfilled()
            ? Deals.closed(state, signed.request(), left, events)
            : Deals.REQUESTS.put(state, signed.request(), left);
    // The escrow has the deal's id, so the points stay where they are.
    Agreement agreement = new Agreement(deal, signed.demander(), signed.count());
    return Result.done(Trade.conclude(call, state, at, offer, agreement, events), events);
  }
}

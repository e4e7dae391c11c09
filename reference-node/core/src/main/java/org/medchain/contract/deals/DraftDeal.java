package org.medchain.contract.deals;

import java.util.Optional;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.trade.OfferRecords;
import org.medchain.contract.trade.OpenOffer;
import org.medchain.contract.trade.Position;
import org.medchain.contract.trade.Trade;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * A demander generates a new contract from that of a provider: records of the request's type at the
 * price of the provider's open offer (paper §4 (3); CON-38). The points for all of them are locked.
 *
 * @param request id of the sender's open request
 * @param provider whose offer it is drawn from
 * @param count how many records, 1 to {@link OfferRecords#MAX_RECORDS}
 */
public record DraftDeal(Hash request, PublicKey provider, int count) implements Operation {
  /** CON-38. */
  public static final OperationType<DraftDeal> TYPE =
      OperationType.ordered(
          46,
          "draft deal",
          DraftDeal.class,
          DraftDeal::decode,
          Senders.of(Role.Duty.DEMAND),
          "CON-38",
          WorkBound.of(DealWork.DRAWN),
          DraftDeal::execute);

  /** Checks the range. */
  public DraftDeal {
    if (count < 1 || count > OfferRecords.MAX_RECORDS) {
      throw new IllegalArgumentException(
          "a deal is for 1 to " + OfferRecords.MAX_RECORDS + " records, not " + count);
    }
  }

  static DraftDeal decode(Decoder in) {
    return new DraftDeal(in.hash(), PublicKey.decode(in), in.int32());
  }

  @Override
  public OperationType<DraftDeal> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(request).value(provider).int32(count);
  }

  static Result execute(Call call, WorldState state, DraftDeal operation) {
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    Optional<DataRequest> request = Deals.request(state, operation.request());
    if (request.isEmpty()) {
      return Result.refused(Outcome.NO_REQUEST);
    }
    Optional<Outcome> objection =
        operation.objectionToRequest(call, request.get(), call.blockTimeMs().getAsLong());
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Position at = new Position(operation.provider(), request.get().terms().dataType());
    Optional<OpenOffer> offer = Trade.offer(state, at);
    if (offer.isEmpty()) {
      return Result.refused(Outcome.NO_OFFER);
    }
    if (offer.get().price() > request.get().terms().maxPrice()) {
      return Result.refused(Outcome.PRICE_TOO_HIGH);
    }
    return operation.drawn(call, state, request.get(), offer.get());
  }

  private Optional<Outcome> objectionToRequest(Call call, DataRequest open, long timeMs) {
    if (!open.demander().equals(call.sender()) || provider.equals(call.sender())) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (open.isOver(timeMs)) {
      return Optional.of(Outcome.TIME_PASSED);
    }
    if (open.hasDraftWith(provider)) {
      return Optional.of(Outcome.DEAL_EXISTS);
    }
    return count > open.left() ? Optional.of(Outcome.TOO_MANY_RECORDS) : Optional.empty();
  }

  private Result drawn(Call call, WorldState state, DataRequest open, OpenOffer offer) {
    PublicKey demander = call.sender();
    if (!Trade.mayTrade(state, provider)) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    if (Deals.book(state, demander).drafted().size() >= DealBook.MAX_DRAFTED
        || Deals.book(state, provider).toSign().size() >= DealBook.MAX_TO_SIGN) {
      return Result.refused(Outcome.LIMIT_REACHED);
    }
    if (Freezing.isFrozen(state, demander)) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    Hash id = Deals.id(call.request());
    Deal deal =
        new Deal(request, demander, provider, open.terms().dataType(), count, offer.price());
    Optional<CreditPoints> points = state.points().lock(demander, Deals.escrow(id), deal.locked());
    return points.isEmpty()
        ? Result.refused(Outcome.INSUFFICIENT_POINTS)
        : Result.done(
            Deals.draw(state.with(points.get()), id, deal, open),
            new DealEvents.DealDrafted(id, deal));
  }
}

package org.medchain.contract.trade;

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
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * The sender accepts the open offer of a provider at its price; the price of all records is locked
 * at once (CON-11).
 *
 * @param provider whose offer it is
 * @param dataType of the offer
 * @param count how many records the sender demands, all or nothing, 1 to {@link
 *     OfferRecords#MAX_RECORDS}
 * @param maxPrice the most that one may cost, in points: guards against a changed offer
 */
public record DemandRecords(PublicKey provider, String dataType, int count, long maxPrice)
    implements Operation {
  /** CON-11. */
  public static final OperationType<DemandRecords> TYPE =
      OperationType.ordered(
          8,
          "demand",
          DemandRecords.class,
          DemandRecords::decode,
          new Senders(Senders.allBut(Role.PUBLIC_SECURITY), Role.with(Role.Duty.DEMAND)),
          "CON-11",
          WorkBound.of(new StateWork(19, 4, 20_761).plus(Trade.REVIEW)),
          DemandRecords::execute);

  /** Checks the ranges. */
  public DemandRecords {
    Trade.checkType(dataType);
    Trade.checkPrice(maxPrice);
    if (count < 1 || count > OfferRecords.MAX_RECORDS) {
      throw new IllegalArgumentException(
          "a demand is for 1 to " + OfferRecords.MAX_RECORDS + " records, not " + count);
    }
  }

  static DemandRecords decode(Decoder in) {
    return new DemandRecords(PublicKey.decode(in), in.text(), in.int32(), in.int64());
  }

  @Override
  public OperationType<DemandRecords> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(provider).text(dataType).int32(count).int64(maxPrice);
  }

  static Result execute(Call call, WorldState state, DemandRecords operation) {
    PublicKey demander = call.sender();
    Position at = new Position(operation.provider(), operation.dataType());
    Optional<OpenOffer> found = Trade.offer(state, at);
    if (found.isEmpty()) {
      return Result.refused(Outcome.NO_OFFER);
    }
    OpenOffer offer = found.get();
    Optional<Outcome> objection = operation.objection(state, at, demander, offer);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Agreement agreement = Agreement.of(call.request(), demander, operation.count());
    long locked = offer.price() * operation.count();
    Optional<CreditPoints> points = state.points().lock(demander, agreement.escrow(), locked);
    if (points.isEmpty()) {
      return Result.refused(Outcome.INSUFFICIENT_POINTS);
    }
    List<Event> events = new ArrayList<>();
    return Result.done(
        Trade.conclude(call, state.with(points.get()), at, offer, agreement, events), events);
  }

  private Optional<Outcome> objection(
      WorldState state, Position at, PublicKey demander, OpenOffer offer) {
    if (provider.equals(demander)) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (offer.price() > maxPrice) {
      return Optional.of(Outcome.PRICE_TOO_HIGH);
    }
    return Trade.objection(state, at, offer, demander);
  }
}

package org.medchain.contract.datasharing;

import static org.medchain.contract.engine.OperationPermissions.allBut;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
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
@OperationRow(number = 8, name = "demand", requirement = "CON-11")
public record DemandRecords(PublicKey provider, String dataType, int count, long maxPrice)
    implements Operation {
  /** CON-11. */
  public static final OperationType<DemandRecords> TYPE =
      OperationType.of(
          DemandRecords.class,
          new OperationPermissions(allBut(Role.PUBLIC_SECURITY), Role.with(Role.Duty.DEMAND)),
          new StateWork(19, 4, 20_761).plus(Trade.REVIEW));

  public DemandRecords {
    Trade.checkType(dataType);
    Trade.checkPrice(maxPrice);
    Argument.refuseOutside(
        1, OfferRecords.MAX_RECORDS, count, "a demand is for %s to %s records, not %s");
  }

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey demander = call.sender();
    Position at = new Position(provider, dataType);
    OpenOffer offer = Trade.OFFERS.get(state, at).orElseThrow(Outcome.NO_OFFER::refusal);
    check(state, at, demander, offer);
    Agreement agreement = Agreement.of(call.request(), demander, count);
    long locked = offer.price() * count;
    CreditPoints points =
        state
            .points()
            .lock(demander, agreement.escrow(), locked)
            .orElseThrow(Outcome.INSUFFICIENT_POINTS::refusal);
    List<Event> events = new ArrayList<>();
    return Result.done(
        Trade.conclude(call, state.with(points), at, offer, agreement, events), events);
  }

  private void check(WorldState state, Position at, PublicKey demander, OpenOffer offer) {
    Outcome.NOT_ALLOWED.refuseIf(provider.equals(demander));
    Outcome.PRICE_TOO_HIGH.refuseIf(offer.price() > maxPrice);
    Trade.check(state, at, offer, demander);
  }
}

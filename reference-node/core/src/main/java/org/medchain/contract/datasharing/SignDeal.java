package org.medchain.contract.datasharing;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;

/**
 * The provider verifies a deal and signs it (paper §4 (3); CON-39). From then on it is an agreement
 * on the offer like that of a demand, which triggers itself when its condition is met.
 *
 * @param deal its id
 */
@OperationRow(number = 47, name = "sign deal", requirement = "CON-39")
public record SignDeal(Hash deal) implements Operation {
  /** CON-39. */
  public static final OperationType<SignDeal> TYPE =
      OperationType.of(
          SignDeal.class,
          clientsOf(Role.Duty.STORE, Role.PATIENT),
          DealWork.SIGNED.plus(Trade.REVIEW));

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    Deal found = Deals.DEALS.get(state, deal).orElseThrow(Outcome.NO_DEAL::refusal);
    Outcome.NOT_ALLOWED.refuseUnless(found.provider().equals(call.sender()));
    DataRequest request = Deals.REQUESTS.get(state, found.request()).orElseThrow();
    Outcome.TIME_PASSED.refuseIf(request.isOver(timeMs));
    Position at = new Position(found.provider(), found.dataType());
    OpenOffer offer = Trade.OFFERS.get(state, at).orElseThrow(Outcome.NO_OFFER::refusal);
    check(state, found, at, offer);
    return signed(call, state, found, request, at, offer);
  }

  private static void check(WorldState state, Deal deal, Position at, OpenOffer offer) {
    Outcome.PRICE_CHANGED.refuseUnless(offer.price() == deal.price());
    Trade.check(state, at, offer, deal.demander());
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

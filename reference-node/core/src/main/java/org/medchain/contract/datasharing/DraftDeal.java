package org.medchain.contract.datasharing;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import java.util.Optional;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;
import org.medchain.incentive.CreditPoints;

/**
 * A demander generates a new contract from that of a provider: records of the request's type at the
 * price of the provider's open offer (paper §4 (3); CON-38). The points for all of them are locked.
 *
 * @param request id of the sender's open request
 * @param provider whose offer it is drawn from
 * @param count how many records, 1 to {@link OfferRecords#MAX_RECORDS}
 */
@OperationRow(number = 46, name = "draft deal", requirement = "CON-38")
public record DraftDeal(Hash request, PublicKey provider, int count) implements Operation {
  /** CON-38. */
  public static final OperationType<DraftDeal> TYPE =
      OperationType.of(DraftDeal.class, clientsOf(Role.Duty.DEMAND), DealWork.DRAWN);

  public DraftDeal {
    Argument.refuseOutside(
        1, OfferRecords.MAX_RECORDS, count, "a deal is for %s to %s records, not %s");
  }

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    DataRequest request =
        Deals.REQUESTS.get(state, request()).orElseThrow(Outcome.NO_REQUEST::refusal);
    checkRequest(call, request, timeMs);
    Position at = new Position(provider, request.terms().dataType());
    OpenOffer offer = Trade.OFFERS.get(state, at).orElseThrow(Outcome.NO_OFFER::refusal);
    Outcome.PRICE_TOO_HIGH.refuseIf(offer.price() > request.terms().maxPrice());
    return drawn(call, state, request, offer);
  }

  private void checkRequest(Call call, DataRequest open, long timeMs) {
    Outcome.NOT_ALLOWED.refuseIf(
        !open.demander().equals(call.sender()) || provider.equals(call.sender()));
    Outcome.TIME_PASSED.refuseIf(open.isOver(timeMs));
    Outcome.DEAL_EXISTS.refuseIf(open.hasDraftWith(provider));
    Outcome.TOO_MANY_RECORDS.refuseIf(count > open.left());
  }

  private Result drawn(Call call, WorldState state, DataRequest open, OpenOffer offer) {
    PublicKey demander = call.sender();
    Outcome.UNKNOWN_PARTICIPANT.refuseUnless(Trade.mayTrade(state, provider));
    Outcome.LIMIT_REACHED.refuseIf(
        Deals.book(state, demander).drafted().size() >= DealBook.MAX_DRAFTED
            || Deals.book(state, provider).toSign().size() >= DealBook.MAX_TO_SIGN);
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, demander));
    Hash id = Deals.id(call.request());
    Deal deal =
        new Deal(request, demander, provider, open.terms().dataType(), count, offer.price());
    Optional<CreditPoints> points =
        state.points().lock(demander, Account.escrow(id), deal.locked());
    Outcome.INSUFFICIENT_POINTS.refuseIf(points.isEmpty());
    return Result.done(
        Deals.draw(state.with(points.get()), id, deal, open), new DealEvents.DealDrafted(id, deal));
  }
}

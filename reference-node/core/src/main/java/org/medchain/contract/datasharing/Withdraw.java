package org.medchain.contract.datasharing;

import static org.medchain.contract.engine.OperationPermissions.anybodyByClientsOf;

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
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/**
 * A provider closes its offer, or a demander leaves an agreement that waits; locked points go back
 * (CON-13).
 *
 * @param provider whose offer it is
 * @param dataType of the offer
 */
@OperationRow(number = 9, name = "withdraw", requirement = "CON-13")
public record Withdraw(PublicKey provider, String dataType) implements Operation {
  /** CON-13. */
  public static final OperationType<Withdraw> TYPE =
      OperationType.of(
              Withdraw.class, anybodyByClientsOf(Role.Duty.DEMAND, Role.PATIENT), 2, 2, 26_002)
          .plusEach("agreement that waits", new StateWork(7, 4, 20_761), TradeWork::waiting);

  public Withdraw {
    Trade.checkType(dataType);
  }

  @Override
  public Result execute(Call call, WorldState state) {
    Position at = new Position(provider, dataType);
    OpenOffer found = Trade.OFFERS.get(state, at).orElseThrow(Outcome.NO_OFFER::refusal);
    List<Event> events = new ArrayList<>();
    OfferBook book = new OfferBook(at, events);
    if (call.sender().equals(provider)) {
      events.add(new TradeEvents.OfferClosed(at.provider(), at.type()));
      return Result.done(book.close(state, found), events);
    }
    return found
        .waitingOf(call.sender())
        .map(agreement -> Result.done(book.leave(state, found, agreement), events))
        .orElseThrow(Outcome.NOTHING_TO_WITHDRAW::refusal);
  }
}

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
 * The demander takes back, or the provider declines, a deal that is not signed, before or after the
 * request's time; the locked points go back in full (CON-40).
 *
 * @param deal its id
 */
@OperationRow(number = 48, name = "end deal", requirement = "CON-40")
public record EndDeal(Hash deal) implements Operation {
  /** CON-40. */
  public static final OperationType<EndDeal> TYPE =
      OperationType.of(EndDeal.class, clientsOf(Role.Duty.DEMAND, Role.PATIENT), DealWork.ENDED);

  @Override
  public Result execute(Call call, WorldState state) {
    Deal found = Deals.DEALS.get(state, deal).orElseThrow(Outcome.NO_DEAL::refusal);
    Outcome.NOT_ALLOWED.refuseIf(
        !call.sender().equals(found.demander()) && !call.sender().equals(found.provider()));
    List<Event> events = new ArrayList<>();
    return Result.done(Deals.end(state, deal, found, events), events);
  }
}

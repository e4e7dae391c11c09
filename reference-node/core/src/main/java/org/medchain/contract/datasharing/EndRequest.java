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
 * A demander asks no longer, before or after the request's time; its deals on it that wait end
 * (CON-40).
 *
 * @param request id of its open request
 */
@OperationRow(number = 45, name = "end request", requirement = "CON-40")
public record EndRequest(Hash request) implements Operation {
  /** CON-40. */
  public static final OperationType<EndRequest> TYPE =
      OperationType.of(EndRequest.class, clientsOf(Role.Duty.DEMAND), DealWork.CLOSED)
          .plusEach("deal that waits", DealWork.ENDED_WITH_REQUEST, DealWork::drafts);

  @Override
  public Result execute(Call call, WorldState state) {
    DataRequest open = Deals.REQUESTS.get(state, request).orElseThrow(Outcome.NO_REQUEST::refusal);
    Outcome.NOT_ALLOWED.refuseUnless(open.demander().equals(call.sender()));
    List<Event> events = new ArrayList<>();
    return Result.done(Deals.close(state, request, open, events), events);
  }
}

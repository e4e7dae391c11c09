package org.medchain.contract.datasharing;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;

/**
 * A demander asks all providers for data (paper §4 (3): request information is broadcast to all
 * aggregators; CON-37). Nothing is locked yet.
 *
 * @param terms of the request
 */
@OperationRow(number = 44, name = "request data", requirement = "CON-37")
public record RequestData(RequestTerms terms) implements Operation {
  /** The furthest that a request's end may lie ahead of the block's time: a leap year. */
  public static final long MAX_AHEAD_MS = 366L * 24 * 60 * 60 * 1_000;

  /** CON-37. */
  public static final OperationType<RequestData> TYPE =
      OperationType.of(
          RequestData.class,
          clientsOf(Role.Duty.DEMAND),
          2,
          2,
          33 + 33 + 151 + 4 + 1 + DealBook.MAX_BYTES);

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    check(call, state, timeMs);
    Hash id = Deals.id(call.request());
    return Result.done(
        Deals.open(state, id, DataRequest.of(call.sender(), terms)),
        new DealEvents.DataRequested(id, call.sender(), terms));
  }

  private void check(Call call, WorldState state, long timeMs) {
    Outcome.TIME_PASSED.refuseIf(terms.untilMs() <= timeMs);
    Outcome.TOO_FAR_AHEAD.refuseIf(terms.untilMs() - timeMs > MAX_AHEAD_MS);
    Outcome.LIMIT_REACHED.refuseUnless(
        Deals.book(state, call.sender()).requests().size() < DealBook.MAX_REQUESTS);
  }
}

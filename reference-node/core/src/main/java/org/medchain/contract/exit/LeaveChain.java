package org.medchain.contract.exit;

import static org.medchain.contract.engine.OperationPermissions.PARTICIPANT;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Departure;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.VerifierRoll;
import org.medchain.contract.storageproof.Audits;
import org.medchain.data.PublicKey;

/** The sender leaves the chain for good, at any time (paper §3.2.4; GAME-7; decision 0124). */
@OperationRow(number = 25, name = "leave", requirement = "GAME-7")
public record LeaveChain() implements Operation {
  /** GAME-7. */
  public static final OperationType<LeaveChain> TYPE =
      OperationType.of(LeaveChain.class, PARTICIPANT, 6, 6, 141)
          .plusEach(
              "open offer or agreement of the sender",
              new StateWork(2, 2, 20_644),
              (state, order) -> Trade.openPositions(state, order.sender()))
          .plusEach(
              "agreement that is dissolved",
              new StateWork(7, 4, 20_761),
              (state, order) -> Trade.dissolvedByExit(state, order.sender()));

  @Override
  public Result execute(Call call, WorldState before) {
    PublicKey leaving = call.sender();
    List<Event> events = new ArrayList<>();
    WorldState state = Trade.closeAll(before, leaving, events);
    state = VerifierRoll.strike(state, leaving);
    long lockedUntil = call.height() + state.rules().redemption().exitLockBlocks();
    long lastAudit = Audits.lastOver(state, call.height());
    events.add(new ExitEvents.Left(leaving, lockedUntil));
    Departure departure = new Departure(lockedUntil, lastAudit, false);
    return Result.done(Registration.depart(state, leaving, departure), events);
  }
}

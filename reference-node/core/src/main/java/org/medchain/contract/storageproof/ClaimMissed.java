package org.medchain.contract.storageproof;

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
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Counts the challenges that a holder did not answer (GAME-4). Every role may order it.
 *
 * @param record id of the record
 * @param holder the hospital
 */
@OperationRow(number = 20, name = "claim missed", requirement = "GAME-4")
public record ClaimMissed(Hash record, PublicKey holder) implements Operation {
  /** GAME-4. */
  public static final OperationType<ClaimMissed> TYPE =
      OperationType.of(
          ClaimMissed.class, anybodyByClientsOf(Role.Duty.STORE, Role.PATIENT), 19, 6, 325);

  @Override
  public Result execute(Call call, WorldState state) {
    Outcome.NO_HOLDING.refuseIf(
        Audits.listed(state, record, holder).filter(Holding::accepted).isEmpty());
    List<Event> events = new ArrayList<>();
    WorldState counted = Audits.countMissed(call, state, record, holder, events);
    Outcome.NOTHING_MISSED.refuseIf(events.isEmpty());
    return Result.done(counted, events);
  }
}

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
import org.medchain.contract.records.Records;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Patient or holder ends a holding (GAME-4).
 *
 * @param record id of the record
 * @param holder the hospital
 */
@OperationRow(number = 21, name = "release", requirement = "GAME-4")
public record ReleaseFile(Hash record, PublicKey holder) implements Operation {
  /** GAME-4. */
  public static final OperationType<ReleaseFile> TYPE =
      OperationType.of(
          ReleaseFile.class, anybodyByClientsOf(Role.Duty.STORE, Role.PATIENT), 20, 7, 325);

  @Override
  public Result execute(Call call, WorldState state) {
    Holding held = Audits.listed(state, record, holder).orElseThrow(Outcome.NO_HOLDING::refusal);
    PublicKey owner = Records.find(state, record).orElseThrow().owner();
    Outcome.NOT_ALLOWED.refuseIf(!call.sender().equals(holder) && !call.sender().equals(owner));
    List<Event> events = new ArrayList<>();
    WorldState counted =
        held.accepted() ? Audits.countMissed(call, state, record, holder, events) : state;
    events.add(new AuditEvents.HoldingEnded(record, holder));
    return Result.done(Audits.remove(counted, record, holder), events);
  }
}

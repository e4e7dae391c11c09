package org.medchain.contract.storageproof;

import static org.medchain.contract.engine.OperationPermissions.anybodyByClientsOf;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A patient entrusts the encrypted file of a record to a hospital (GAME-4): of any that was not
 * found false.
 *
 * @param record its id
 * @param holder the hospital
 * @param root Merkle root over the file's chunks
 * @param chunks their number, 1 to {@link Chunk#MAX_COUNT}
 */
@OperationRow(number = 17, name = "entrust", requirement = "GAME-4")
public record EntrustFile(Hash record, PublicKey holder, Hash root, int chunks)
    implements Operation {
  /** GAME-4. */
  public static final OperationType<EntrustFile> TYPE =
      OperationType.of(EntrustFile.class, anybodyByClientsOf(Role.PATIENT), 7, 1, 110);

  /** Checks the number of chunks. */
  public EntrustFile {
    Argument.refuseOutside(1, Chunk.MAX_COUNT, chunks, "a file has %s to %s chunks, not %s");
  }

  @Override
  public Result execute(Call call, WorldState state) {
    StoredRecord stored = Records.find(state, record).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Outcome.NOT_ALLOWED.refuseUnless(stored.owner().equals(call.sender()));
    // GAME-1: verifiers have to see the file before their verdict.
    Outcome.RECORD_FALSE.refuseIf(stored.foundFalse());
    Outcome.UNKNOWN_PARTICIPANT.refuseUnless(Registration.isActive(state, holder, Role.Duty.STORE));
    Outcome.HOLDING_EXISTS.refuseIf(Audits.listed(state, record, holder).isPresent());
    Holding offered = new Holding(root, chunks, false, 0);
    return Result.done(
        Audits.put(state, record, holder, offered),
        new AuditEvents.Entrusted(record, holder, root, chunks));
  }
}

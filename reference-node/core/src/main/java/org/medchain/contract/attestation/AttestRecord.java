package org.medchain.contract.attestation;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import org.medchain.contract.center.Freezing;
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
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The doctor whom a record names counter-signs it, once: the record is verified (CON-29; decision
 * 0240). The id is the hash of the whole record, so the signature covers all of it.
 *
 * @param record its id
 */
@OperationRow(number = 31, name = "attest", requirement = "CON-29")
public record AttestRecord(Hash record) implements Operation {
  /** CON-29. */
  public static final OperationType<AttestRecord> TYPE =
      OperationType.of(AttestRecord.class, clientsOf(Role.DOCTOR), 4, 1, 85);

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    StoredRecord stored = Records.find(state, record).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    check(state, stored, call.sender());
    CounterSignature signed =
        new CounterSignature(call.sender(), call.height(), call.index(), timeMs);
    return Result.done(
        Attestations.COUNTER_SIGNATURES.put(state, record, signed),
        new AttestationEvents.RecordAttested(record, stored.owner(), call.sender()));
  }

  private void check(WorldState state, StoredRecord stored, PublicKey doctor) {
    // Figure 2: DoctorPk is the data's author. No other doctor knows whether they are what it made.
    Outcome.NOT_ALLOWED.refuseUnless(stored.doctor().equals(doctor));
    Outcome.RECORD_FALSE.refuseIf(stored.foundFalse());
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, doctor));
    Outcome.OWNER_LEFT.refuseIf(Registration.hasLeft(state, stored.owner()));
    Outcome.ALREADY_ATTESTED.refuseIf(
        Attestations.COUNTER_SIGNATURES.get(state, record).isPresent());
  }
}

package org.medchain.contract.attestation;

import java.util.Optional;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
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
public record AttestRecord(Hash record) implements Operation {
  /** CON-29. */
  public static final OperationType<AttestRecord> TYPE =
      OperationType.ordered(
          31,
          "attest",
          AttestRecord.class,
          Senders.of(Role.DOCTOR),
          "CON-29",
          WorkBound.of(4, 1, 85),
          AttestRecord::execute);

  static Result execute(Call call, WorldState state, AttestRecord operation) {
    Hash id = operation.record();
    long timeMs = call.timeMs();
    Optional<StoredRecord> record = Records.find(state, id);
    check(state, id, record, call.sender());
    CounterSignature signed =
        new CounterSignature(call.sender(), call.height(), call.index(), timeMs);
    return Result.done(
        Attestations.COUNTER_SIGNATURES.put(state, id, signed),
        new AttestationEvents.RecordAttested(id, record.orElseThrow().owner(), call.sender()));
  }

  private static void check(
      WorldState state, Hash id, Optional<StoredRecord> record, PublicKey doctor) {
    Outcome.UNKNOWN_RECORD.refuseIf(record.isEmpty());
    // Figure 2: DoctorPk is the data's author. No other doctor knows whether they are what it made.
    Outcome.NOT_ALLOWED.refuseUnless(record.get().doctor().equals(doctor));
    Outcome.RECORD_FALSE.refuseIf(record.get().foundFalse());
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, doctor));
    Outcome.OWNER_LEFT.refuseIf(Registration.hasLeft(state, record.get().owner()));
    Outcome.ALREADY_ATTESTED.refuseIf(Attestations.of(state, id).isPresent());
  }
}

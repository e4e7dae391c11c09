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
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
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
          AttestRecord::decode,
          Senders.of(Role.DOCTOR),
          "CON-29",
          WorkBound.of(4, 1, 85),
          AttestRecord::execute);

  static AttestRecord decode(Decoder in) {
    return new AttestRecord(in.hash());
  }

  @Override
  public OperationType<AttestRecord> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record);
  }

  static Result execute(Call call, WorldState state, AttestRecord operation) {
    Hash id = operation.record();
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    Optional<StoredRecord> record = Records.find(state, id);
    Optional<Outcome> objection = objection(state, id, record, call.sender());
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    CounterSignature signed =
        new CounterSignature(
            call.sender(), call.height(), call.index(), call.blockTimeMs().getAsLong());
    return Result.done(
        Attestations.COUNTER_SIGNATURES.put(state, id, signed),
        new AttestationEvents.RecordAttested(id, record.orElseThrow().owner(), call.sender()));
  }

  private static Optional<Outcome> objection(
      WorldState state, Hash id, Optional<StoredRecord> record, PublicKey doctor) {
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    // Figure 2: DoctorPk is the data's author. No other doctor knows whether they are what it made.
    if (!record.get().doctor().equals(doctor)) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (record.get().foundFalse()) {
      return Optional.of(Outcome.RECORD_FALSE);
    }
    if (Freezing.isFrozen(state, doctor)) {
      return Optional.of(Outcome.ACCOUNT_FROZEN);
    }
    if (Registration.hasLeft(state, record.get().owner())) {
      return Optional.of(Outcome.OWNER_LEFT);
    }
    return Attestations.of(state, id).isPresent()
        ? Optional.of(Outcome.ALREADY_ATTESTED)
        : Optional.empty();
  }
}

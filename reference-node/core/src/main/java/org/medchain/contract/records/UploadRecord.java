package org.medchain.contract.records;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.VerifierRoll;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/**
 * A patient puts a record on the chain: only its own, and only once (CON-6); and, where verifiers
 * decide, only as long as there are enough of them (GAME-1).
 *
 * @param record whose patient must be the sender
 */
public record UploadRecord(MedicalRecord record) implements Operation {
  /** CON-6. */
  public static final OperationType<UploadRecord> TYPE =
      OperationType.ordered(
          2,
          "upload",
          UploadRecord.class,
          UploadRecord::decode,
          Senders.of(Role.PATIENT),
          "CON-6",
          WorkBound.of(19, 5, 428),
          UploadRecord::execute);

  static UploadRecord decode(Decoder in) {
    return new UploadRecord(MedicalRecord.CODEC.decode(in));
  }

  @Override
  public OperationType<UploadRecord> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(record);
  }

  @Override
  public List<String> recordTexts() {
    return List.of(record.digest().description(), record.digest().type());
  }

  static Result execute(Call call, WorldState state, UploadRecord operation) {
    MedicalRecord record = operation.record();
    PublicKey patient = call.sender();
    // DATA-4: the record names the key that signs it, also one that replaced another (CON-32).
    if (!record.patient().equals(call.request().sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (!Records.takesTextsOf(state, operation)) {
      return Result.refused(Outcome.NOT_SEALED);
    }
    PublicKey doctor = record.digest().doctor();
    if (!Registration.activeRole(state, doctor).equals(Optional.of(Role.DOCTOR))) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    if (!Registration.hasHospital(state, doctor)) {
      return Result.refused(Outcome.NO_HOSPITAL);
    }
    Hash id = record.id();
    if (Records.find(state, id).isPresent()) {
      return Result.refused(Outcome.RECORD_EXISTS);
    }
    StoredRecord stored = StoredRecord.of(patient, record, call.height(), call.index());
    IncentiveRules rules = state.rules();
    boolean verified = rules.verdict().isOn();
    // GAME-1: a committee that is smaller than its quorum could never decide.
    if (verified && VerifierRoll.count(state) < rules.verdict().quorum()) {
      return Result.refused(Outcome.TOO_FEW_VERIFIERS);
    }
    if (verified || rules.scarcity().judged()) {
      WorldState noted =
          rules.scarcity().judged()
              ? Records.UNJUDGED.put(state, id, record.metadata().hash())
              : state;
      return awaited(noted, id, verified ? stored.pending() : stored);
    }
    Optional<Records.Rewarded> rewarded = Records.reward(state, patient);
    if (rewarded.isEmpty()) {
      return Result.refused(Outcome.SUPPLY_EXHAUSTED);
    }
    return Result.done(
        Records.RECORDS.put(rewarded.get().state(), id, stored),
        new RecordEvents.RecordStored(id, patient, rewarded.get().reward()));
  }

  /** GAME-1, INC-11: nothing is paid, and with verifiers nothing sold, before the verdict. */
  private static Result awaited(WorldState state, Hash id, StoredRecord stored) {
    return Result.done(
        Records.RECORDS.put(state, id, stored),
        new RecordEvents.RecordStored(id, stored.owner(), 0));
  }
}

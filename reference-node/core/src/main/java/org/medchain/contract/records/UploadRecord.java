package org.medchain.contract.records;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.VerifierRoll;
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
@OperationRow(number = 2, name = "upload", requirement = "CON-6")
public record UploadRecord(MedicalRecord record) implements Operation {
  /** CON-6. */
  public static final OperationType<UploadRecord> TYPE =
      OperationType.of(UploadRecord.class, clientsOf(Role.PATIENT), 19, 5, 428);

  @Override
  public List<String> recordTexts() {
    return List.of(record.digest().description(), record.digest().type());
  }

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey patient = call.sender();
    // DATA-4: the record names the key that signs it, also one that replaced another (CON-32).
    Outcome.NOT_ALLOWED.refuseUnless(record.patient().equals(call.request().sender()));
    Outcome.NOT_SEALED.refuseUnless(Records.takesTextsOf(state, this));
    PublicKey doctor = record.digest().doctor();
    Outcome.UNKNOWN_PARTICIPANT.refuseUnless(
        Registration.activeRole(state, doctor).equals(Optional.of(Role.DOCTOR)));
    Outcome.NO_HOSPITAL.refuseUnless(Registration.hasHospital(state, doctor));
    Hash id = record.id();
    Outcome.RECORD_EXISTS.refuseIf(Records.find(state, id).isPresent());
    StoredRecord stored = StoredRecord.of(patient, record, call.height(), call.index());
    IncentiveRules rules = state.rules();
    boolean verified = rules.verdict().isOn();
    // GAME-1: a committee that is smaller than its quorum could never decide.
    Outcome.TOO_FEW_VERIFIERS.refuseIf(
        verified && VerifierRoll.count(state) < rules.verdict().quorum());
    boolean judged = rules.scarcity().judged();
    WorldState noted = judged ? Records.UNJUDGED.put(state, id, record.metadata().hash()) : state;
    // GAME-1, INC-11: nothing is paid, and with verifiers nothing sold, before the verdict.
    Records.Rewarded rewarded =
        verified || judged ? new Records.Rewarded(noted, 0) : Records.reward(noted, patient);
    return Result.done(
        Records.RECORDS.put(rewarded.state(), id, verified ? stored.pending() : stored),
        new RecordEvents.RecordStored(id, patient, rewarded.reward()));
  }
}

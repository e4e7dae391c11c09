package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/** Records come in, are read, are found false (paper §3.1, §3.2.4, §4). */
final class Records {
  private Records() {}

  /** CON-6: only the patient puts its record on the chain, and only once. */
  static Result upload(ChainState state, Call call, Operation.Upload operation) {
    MedicalRecord record = operation.record();
    PublicKey patient = record.patient();
    if (call.role() != Role.PATIENT || !patient.equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (!state.role(record.digest().doctor()).equals(Optional.of(Role.DOCTOR))) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    Hash id = record.id();
    if (state.record(id).isPresent()) {
      return Result.refused(Outcome.RECORD_EXISTS);
    }
    Optional<CreditPoints> rewarded = state.points().rewardUpload(patient);
    if (rewarded.isEmpty()) {
      return Result.refused(Outcome.SUPPLY_EXHAUSTED);
    }
    StoredRecord stored = StoredRecord.of(record, call.height(), call.index());
    ChainState accepted = state.with(rewarded.get()).withRecord(id, stored);
    List<Event> events = new ArrayList<>();
    events.add(new Event.RecordStored(id, patient, rewarded.get().rules().uploadReward()));
    return new Result.Done(Trade.add(accepted, patient, stored.type(), id, events), events);
  }

  /** CON-7: authorised readers pay; owner, doctor and who bought access do not. */
  static Result query(ChainState state, Call call, Operation.Query operation) {
    Hash id = operation.record();
    Optional<Outcome> objection = objectionTo(state, call, id);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    StoredRecord record = state.record(id).orElseThrow();
    if (Access.of(state, id, record, call.sender()) == Access.FREE) {
      return served(state, call, operation, record, 0);
    }
    return state
        .points()
        .payQuery(call.sender(), record.owner())
        .map(paid -> served(state.with(paid), call, operation, record, paid.rules().queryPrice()))
        .orElse(Result.refused(Outcome.INSUFFICIENT_POINTS));
  }

  /** CON-20: what a query would cost the sender now; not what it would be told. */
  static Result quote(ChainState state, Call call, Operation.Quote operation) {
    Hash id = operation.record();
    Optional<Outcome> objection = objectionTo(state, call, id);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Access access = Access.of(state, id, state.record(id).orElseThrow(), call.sender());
    long price = access == Access.FREE ? 0 : state.rules().queryPrice();
    return Result.done(state, new Event.QueryQuoted(id, call.sender(), price));
  }

  /** Why the sender may not read the record, for no price. */
  private static Optional<Outcome> objectionTo(ChainState state, Call call, Hash id) {
    Optional<StoredRecord> record = state.record(id);
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    if (record.get().foundFalse()) {
      return Optional.of(Outcome.RECORD_FALSE);
    }
    return Access.of(state, id, record.get(), call.sender()) == Access.NONE
        ? Optional.of(Outcome.NO_ACCESS)
        : Optional.empty();
  }

  private static Result served(
      ChainState state, Call call, Operation.Query operation, StoredRecord record, long price) {
    return Result.done(
        state,
        new Event.QueryServed(
            operation.record(), call.sender(), price, record.height(), record.index()));
  }

  /** CON-9: the center finds a record false, once; the patient that signed it is penalised. */
  static Result judge(ChainState state, Call call, Operation.Judge operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    Hash id = operation.record();
    Optional<StoredRecord> found = state.record(id);
    if (found.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_RECORD);
    }
    if (found.get().foundFalse()) {
      return Result.refused(Outcome.RECORD_FALSE);
    }
    CreditPoints.Penalised penalised = state.points().penaliseFalse(found.get().owner());
    long taken = penalised.penalty().taken();
    long shortfall = penalised.penalty().shortfall();
    ChainState judged =
        state.with(penalised.points()).withRecord(id, found.get().judgedFalse(shortfall));
    return Result.done(judged, new Event.RecordFoundFalse(id, taken, shortfall));
  }
}

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
    if (!state.activeRole(record.digest().doctor()).equals(Optional.of(Role.DOCTOR))) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    Hash id = record.id();
    if (state.record(id).isPresent()) {
      return Result.refused(Outcome.RECORD_EXISTS);
    }
    StoredRecord stored = StoredRecord.of(record, call.height(), call.index());
    // GAME-1: with verifiers, nothing is paid or sold before their verdict.
    if (state.rules().verdict().isOn()) {
      return Votes.await(state, call, id, stored);
    }
    Optional<CreditPoints> rewarded = state.points().rewardUpload(patient);
    if (rewarded.isEmpty()) {
      return Result.refused(Outcome.SUPPLY_EXHAUSTED);
    }
    ChainState accepted = state.with(rewarded.get()).withRecord(id, stored);
    List<Event> events = new ArrayList<>();
    events.add(new Event.RecordStored(id, patient, rewarded.get().rules().points().uploadReward()));
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
    long price = Levels.queryPrice(state, call);
    // GAME-8: nothing is paid out of a frozen account; what costs nothing goes on.
    if (price > 0 && state.incentives().isFrozen(call.sender())) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    return state
        .points()
        .payQuery(call.sender(), record.owner(), price)
        .map(paid -> obtained(state.with(paid), call, id, record, price))
        .map(noted -> served(noted, call, operation, record, price))
        .orElse(Result.refused(Outcome.INSUFFICIENT_POINTS));
  }

  /** GAME-3, GAME-4: who paid may evaluate, and the owner has shared. */
  private static ChainState obtained(
      ChainState state, Call call, Hash id, StoredRecord record, long price) {
    if (price == 0) {
      return state;
    }
    ChainState shared = Audits.shared(state, record.owner(), 1);
    return shared.incentives().verification(id).isPresent()
        ? shared.incentives().withObtained(id, call.sender())
        : shared;
  }

  /** CON-20: what a query would cost the sender now; not what it would be told. */
  static Result quote(ChainState state, Call call, Operation.Quote operation) {
    Hash id = operation.record();
    Optional<Outcome> objection = objectionTo(state, call, id);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Access access = Access.of(state, id, state.record(id).orElseThrow(), call.sender());
    long price = access == Access.FREE ? 0 : Levels.queryPrice(state, call);
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
    Access access = Access.of(state, id, record.get(), call.sender());
    if (access == Access.NONE) {
      return Optional.of(record.get().isPending() ? Outcome.RECORD_PENDING : Outcome.NO_ACCESS);
    }
    return Optional.empty();
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
    // What has verifiers is theirs to judge: two authorities over one record would contradict.
    if (state.incentives().verification(id).isPresent()) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (found.get().foundFalse()) {
      return Result.refused(Outcome.RECORD_FALSE);
    }
    List<Event> events = new ArrayList<>();
    return new Result.Done(foundFalse(state, id, found.get(), events), events);
  }

  /** INC-5: whoever found it false; the caller sees to it: once. */
  static ChainState foundFalse(ChainState state, Hash id, StoredRecord record, List<Event> events) {
    CreditPoints.PenaltyResult penalised = state.points().penaliseFalse(record.owner());
    long taken = penalised.penalty().taken();
    long shortfall = penalised.penalty().shortfall();
    events.add(new Event.RecordFoundFalse(id, taken, shortfall));
    return state.with(penalised.points()).withRecord(id, record.judgedFalse(shortfall));
  }
}

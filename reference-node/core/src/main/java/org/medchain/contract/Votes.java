package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.medchain.data.Hash;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.VerdictRules;

/** Verifiers decide whether a record is valid (GAME-1, GAME-2; decision 0129). */
final class Votes {
  private Votes() {}

  /** A record came in under rules that have verifiers: nothing is paid yet. */
  static Result await(ChainState before, Call call, Hash id, StoredRecord record) {
    VerdictRules rules = before.rules().verdict();
    Verification opened = Verification.opened(rules, call.height());
    ChainState state = before.withRecord(id, record.pending()).incentives().with(id, opened);
    return new Result.Done(
        Committees.await(state, id, call.height()),
        List.of(
            new Event.RecordStored(id, record.owner(), 0),
            new IncentiveEvent.VerdictAwaited(id, opened.until())));
  }

  static Result vote(ChainState state, Call call, IncentiveOperation.Vote operation) {
    Hash id = operation.record();
    Optional<StoredRecord> record = state.record(id);
    if (record.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_RECORD);
    }
    Optional<Verification> open = state.incentives().verification(id);
    if (open.isEmpty() || !isOpen(record.get(), open.get(), call)) {
      return Result.refused(Outcome.NO_VERDICT_DUE);
    }
    OptionalInt seat = open.get().seatOf(call.sender());
    if (seat.isEmpty()) {
      return Result.refused(Outcome.NOT_DRAWN);
    }
    if (open.get().seats().get(seat.getAsInt()).opinion() != Opinion.NONE) {
      return Result.refused(Outcome.ALREADY_VOTED);
    }
    Verification voted = open.get().withVote(seat.getAsInt(), Opinion.of(operation.valid()));
    List<Event> events = new ArrayList<>();
    events.add(new IncentiveEvent.VoteCast(id, call.sender(), operation.valid()));
    return decide(state.incentives().with(id, voted), id, voted, events)
        .<Result>map(decided -> new Result.Done(decided, events))
        .orElse(Result.refused(Outcome.SUPPLY_EXHAUSTED));
  }

  /**
   * Whether a vote may still decide: whoever comes too late finds the record undecided for good.
   */
  static boolean isOpen(StoredRecord record, Verification verification, Call call) {
    return record.isPending() && call.height() <= verification.until();
  }

  /** GAME-1: the vote that makes the quorum decides, in the same transaction. */
  private static Optional<ChainState> decide(
      ChainState state, Hash id, Verification voted, List<Event> events) {
    RecordVerdict verdict = voted.verdict();
    if (verdict == RecordVerdict.UNDECIDED) {
      return Optional.of(state);
    }
    StoredRecord record = state.record(id).orElseThrow();
    Opinion truth = Opinion.of(verdict == RecordVerdict.VALID);
    Optional<ChainState> decided =
        verdict == RecordVerdict.VALID
            ? accept(state, id, record, events)
            : Optional.of(Records.foundFalse(state, id, record, events));
    VerdictRules rules = voted.rules();
    Payments payments = new Payments(IncentiveEvent.Service.VERDICT, id, events);
    Optional<ChainState> paid =
        decided.flatMap(
            each ->
                payments.byTruth(
                    each, voted, truth, rules.verifierReward(), rules.verifierPenalty()));
    // Last, because it may settle agreements: what an offer waited for is sound only now.
    return verdict == RecordVerdict.VALID
        ? paid.map(each -> Trade.add(each, record.owner(), record.type(), id, events))
        : paid;
  }

  /** INC-8: who left and was settled in the meantime gets nothing. */
  private static Optional<ChainState> accept(
      ChainState state, Hash id, StoredRecord record, List<Event> events) {
    boolean settled = Exits.isSettled(state, record.owner());
    long reward = settled ? 0 : state.rules().points().uploadReward();
    Optional<CreditPoints> rewarded = state.points().reward(record.owner(), reward);
    events.add(new IncentiveEvent.RecordAccepted(id, record.owner(), reward));
    return rewarded.map(each -> state.with(each).withRecord(id, record.accepted()));
  }
}

package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.incentive.VerdictRules;

/**
 * Records of which the center knows the truth, and had said so, hidden in a hash, before they were
 * uploaded: they pay verifiers who look (GAME-2; decision 0129).
 */
final class Traps {
  private Traps() {}

  static Result set(ChainState state, Call call, IncentiveOperation.SetTrap operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    Hash commitment = operation.commitment();
    if (state.incentives().trap(commitment).isPresent()) {
      return Result.refused(Outcome.TRAP_EXISTS);
    }
    return Result.done(
        state.incentives().withTrap(commitment, call.height()),
        new IncentiveEvent.TrapSet(commitment));
  }

  static Result reveal(ChainState state, Call call, IncentiveOperation.RevealTrap operation) {
    Hash id = operation.record();
    Optional<Outcome> objection = objectionTo(state, call, operation);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Verification opened = state.incentives().verification(id).orElseThrow().withTrapOpened();
    VerdictRules rules = opened.rules();
    List<Event> events = new ArrayList<>();
    events.add(new IncentiveEvent.TrapRevealed(id, operation.valid()));
    Payments payments = new Payments(IncentiveEvent.Service.TRAP, id, events);
    return payments
        .byTruth(
            state.incentives().with(id, opened),
            opened,
            Opinion.of(operation.valid()),
            rules.trapReward(),
            rules.trapPenalty())
        .<Result>map(paid -> new Result.Done(closed(paid, operation, events), events))
        .orElse(Result.refused(Outcome.SUPPLY_EXHAUSTED));
  }

  /** What is known to be false is no longer sold, whatever its verifiers said. */
  private static ChainState closed(
      ChainState state, IncentiveOperation.RevealTrap operation, List<Event> events) {
    StoredRecord record = state.record(operation.record()).orElseThrow();
    return record.isValid() && !operation.valid()
        ? Records.foundFalse(state, operation.record(), record, events)
        : state;
  }

  private static Optional<Outcome> objectionTo(
      ChainState state, Call call, IncentiveOperation.RevealTrap operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    Optional<StoredRecord> record = state.record(operation.record());
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    Optional<Verification> verification = state.incentives().verification(operation.record());
    if (verification.isEmpty()) {
      return Optional.of(Outcome.NO_VERDICT_DUE);
    }
    // Whoever knew the truth while votes are open could follow it instead of looking.
    if (Votes.isOpen(record.get(), verification.get(), call)) {
      return Optional.of(Outcome.RECORD_PENDING);
    }
    if (verification.get().trapOpened()) {
      return Optional.of(Outcome.TRAP_EXISTS);
    }
    // In an earlier block: later it could have followed from what was uploaded, or voted.
    boolean setBefore =
        state
            .incentives()
            .trap(operation.commitment())
            .filter(height -> height < record.get().height())
            .isPresent();
    return setBefore ? Optional.empty() : Optional.of(Outcome.UNKNOWN_TRAP);
  }
}

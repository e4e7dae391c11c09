package org.medchain.contract.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.medchain.contract.economy.Service;
import org.medchain.contract.economy.ServicePayments;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Order;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.VerdictRules;

/**
 * A verifier votes on whether a record is valid (GAME-1, GAME-2; decision 0129); where there are
 * none, the center does, on what is valid (INC-11).
 *
 * @param record its id
 * @param valid the vote
 */
public record CastVote(Hash record, boolean valid) implements Operation {
  /** GAME-2. */
  public static final OperationType<CastVote> TYPE =
      OperationType.ordered(
          13,
          "vote",
          CastVote.class,
          Senders.anybodyByClientsOf(Role.Duty.VERIFY),
          "GAME-2",
          WorkBound.<Order<CastVote>>of(16, 8, 572)
              .plusEach(
                  "verifier of the record",
                  11,
                  4,
                  191,
                  (state, order) -> Verdicts.seats(state, order.operation().record())),
          CastVote::execute);

  static Result execute(Call call, WorldState state, CastVote operation) {
    Hash id = operation.record();
    StoredRecord record = Records.find(state, id).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Optional<Verification> open = Verdicts.of(state, id);
    if (open.isEmpty() && call.role() == Role.REGULATORY_CENTER) {
      return byCenter(call, state, operation, record);
    }
    Outcome.NO_VERDICT_DUE.refuseIf(
        open.isEmpty() || !Verdicts.isOpen(record, open.get(), call.height()));
    OptionalInt seat = open.get().seatOf(call.sender());
    Outcome.NOT_DRAWN.refuseIf(seat.isEmpty());
    Outcome.ALREADY_VOTED.refuseIf(
        open.get().seats().get(seat.getAsInt()).opinion() != Opinion.NONE);
    Verification voted = open.get().withVote(seat.getAsInt(), Opinion.of(operation.valid()));
    List<Event> events = new ArrayList<>();
    events.add(new VerdictEvents.VoteCast(id, call.sender(), operation.valid()));
    return decide(Verdicts.VERIFICATIONS.put(state, id, voted), id, voted, events)
        .map(decided -> Result.done(decided, events))
        .orElseThrow(Outcome.SUPPLY_EXHAUSTED::refusal);
  }

  /** INC-11: where no verifiers decide, the center earns the owner the reward, once. */
  private static Result byCenter(
      Call call, WorldState state, CastVote operation, StoredRecord record) {
    Hash id = operation.record();
    Outcome.NO_VERDICT_DUE.refuseIf(!operation.valid() || !Records.awaitsReward(state, id));
    List<Event> events = new ArrayList<>();
    events.add(new VerdictEvents.VoteCast(id, call.sender(), true));
    return Records.foundValid(state, id, record, events)
        .map(each -> Result.done(each, events))
        .orElseThrow(Outcome.SUPPLY_EXHAUSTED::refusal);
  }

  /**
   * GAME-1: the vote that makes the quorum decides, in the same transaction. Agreements that waited
   * for the record settle after it, because other modules get the event then.
   */
  private static Optional<WorldState> decide(
      WorldState state, Hash id, Verification voted, List<Event> events) {
    RecordVerdict verdict = voted.verdict();
    if (verdict == RecordVerdict.UNDECIDED) {
      return Optional.of(state);
    }
    StoredRecord record = Records.find(state, id).orElseThrow();
    boolean valid = verdict == RecordVerdict.VALID;
    Optional<WorldState> decided =
        valid
            ? Records.foundValid(state, id, record, events)
            : Optional.of(Records.foundFalse(state, id, record, events));
    VerdictRules rules = voted.rules();
    ServicePayments payments = new ServicePayments(Service.VERDICT, id, events);
    return decided.flatMap(
        each ->
            Verdicts.payByTruth(
                each,
                payments,
                voted,
                Opinion.of(valid),
                rules.verifierReward(),
                rules.verifierPenalty()));
  }
}

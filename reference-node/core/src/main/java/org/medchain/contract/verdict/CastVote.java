package org.medchain.contract.verdict;

import static org.medchain.contract.engine.OperationPermissions.anybodyByClientsOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.economy.Service;
import org.medchain.contract.economy.ServicePayments;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.incentive.RecordVerdict;

/**
 * A verifier votes on whether a record is valid (GAME-1, GAME-2; decision 0129); where there are
 * none, the center does, on what is valid (INC-11).
 *
 * @param record its id
 * @param valid the vote
 */
@OperationRow(number = 13, name = "vote", requirement = "GAME-2")
public record CastVote(Hash record, boolean valid) implements Operation {
  /** GAME-2. */
  public static final OperationType<CastVote> TYPE =
      OperationType.of(CastVote.class, anybodyByClientsOf(Role.Duty.VERIFY), 16, 8, 572)
          .plusEach(
              "verifier of the record",
              new StateWork(11, 4, 191),
              (state, order) -> Verdicts.seats(state, order.operation().record()));

  @Override
  public Result execute(Call call, WorldState state) {
    StoredRecord stored = Records.find(state, record).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Optional<Verification> open = Verdicts.of(state, record);
    List<Event> events = new ArrayList<>();
    events.add(new VerdictEvents.VoteCast(record, call.sender(), valid));
    if (open.isEmpty() && call.role() == Role.REGULATORY_CENTER) {
      // INC-11: where no verifiers decide, the center earns the owner the reward, once.
      Outcome.NO_VERDICT_DUE.refuseIf(!valid || !Records.awaitsReward(state, record));
      return Result.done(Records.foundValid(state, record, stored, events), events);
    }
    Outcome.NO_VERDICT_DUE.refuseIf(
        open.isEmpty() || !Verdicts.isOpen(stored, open.get(), call.height()));
    int seat = open.get().seatOf(call.sender()).orElseThrow(Outcome.NOT_DRAWN::refusal);
    Outcome.ALREADY_VOTED.refuseIf(open.get().seats().get(seat).opinion() != Opinion.NONE);
    Verification voted = open.get().withVote(seat, Opinion.of(valid));
    return Result.done(
        decide(Verdicts.VERIFICATIONS.put(state, record, voted), stored, voted, events), events);
  }

  /**
   * GAME-1: the vote that makes the quorum decides, in the same transaction. Agreements that waited
   * for the record settle after it, because other modules get the event then.
   */
  private WorldState decide(
      WorldState state, StoredRecord stored, Verification voted, List<Event> events) {
    RecordVerdict verdict = voted.verdict();
    if (verdict == RecordVerdict.UNDECIDED) {
      return state;
    }
    boolean isValid = verdict == RecordVerdict.VALID;
    WorldState decided =
        isValid
            ? Records.foundValid(state, record, stored, events)
            : Records.foundFalse(state, record, stored, events);
    return Verdicts.payByTruth(
        decided,
        new ServicePayments(Service.VERDICT, record, events),
        voted,
        Opinion.of(isValid),
        voted.rules().verifierReward(),
        voted.rules().verifierPenalty());
  }
}

package org.medchain.contract.verdict;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.RecordParty;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;

/**
 * A reader of a record states whether it is true (paper §4; GAME-3). That counts to its owner's
 * rating; and, where verifiers decided, towards reversing what they decided.
 *
 * @param record its id
 * @param holds whether the sender found it true
 */
@OperationRow(number = 14, name = "evaluate", requirement = "GAME-3")
public record EvaluateRecord(Hash record, boolean holds) implements Operation {
  /** GAME-3. */
  public static final OperationType<EvaluateRecord> TYPE =
      OperationType.of(EvaluateRecord.class, ANYBODY, 19, 8, 573)
          .plusEach(
              "verifier of the record",
              new StateWork(0, 0, 33),
              (state, order) -> Verdicts.seats(state, order.operation().record()));

  @Override
  public Result execute(Call call, WorldState state) {
    RecordParty whose = new RecordParty(record, call.sender());
    check(state, whose);
    StoredRecord stored = Records.find(state, record).orElseThrow();
    Rating rating = Verdicts.rating(state, stored.owner()).with(holds);
    WorldState evaluated =
        Verdicts.RATINGS.put(Table.mark(Verdicts.EVALUATED, state, whose), stored.owner(), rating);
    List<Event> events = new ArrayList<>();
    events.add(new VerdictEvents.Evaluated(record, call.sender(), holds));
    Optional<Verification> decided = Verdicts.of(state, record);
    if (decided.isPresent()) {
      Verification counted = decided.get().withEvaluation(holds);
      evaluated = Verdicts.VERIFICATIONS.put(evaluated, record, counted);
      if (counted.rules().overturned(counted.calledTrue(), counted.calledFalse())) {
        // Only a valid record gets here, so this happens once.
        evaluated = Records.foundFalse(evaluated, record, stored, events);
      }
    }
    return Result.done(evaluated, events);
  }

  private static void check(WorldState state, RecordParty whose) {
    StoredRecord record =
        Records.find(state, whose.record()).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    record.objection().refuseUnless(record.isValid());
    Outcome.NOT_OBTAINED.refuseUnless(Verdicts.hasObtained(state, whose.record(), whose.party()));
    Outcome.ALREADY_EVALUATED.refuseIf(Verdicts.EVALUATED.has(state, whose));
  }
}

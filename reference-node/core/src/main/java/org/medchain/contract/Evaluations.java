package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;

/** Users evaluate what they obtained (paper §4; GAME-3). */
final class Evaluations {
  private Evaluations() {}

  static Result evaluate(ChainState state, Call call, IncentiveOperation.Evaluate operation) {
    Hash id = operation.record();
    Optional<Outcome> objection = objectionTo(state, call, id);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Verification counted =
        state.incentives().verification(id).orElseThrow().withEvaluation(operation.holds());
    ChainState evaluated =
        state.incentives().withEvaluated(id, call.sender()).incentives().with(id, counted);
    List<Event> events = new ArrayList<>();
    events.add(new IncentiveEvent.Evaluated(id, call.sender(), operation.holds()));
    if (counted.rules().overturned(counted.calledTrue(), counted.calledFalse())) {
      // Only a valid record gets here, so this happens once.
      StoredRecord record = state.record(id).orElseThrow();
      evaluated = Records.foundFalse(evaluated, id, record, events);
    }
    return new Result.Done(evaluated, events);
  }

  private static Optional<Outcome> objectionTo(ChainState state, Call call, Hash id) {
    Optional<StoredRecord> record = state.record(id);
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    if (state.incentives().verification(id).isEmpty()) {
      return Optional.of(Outcome.NO_VERDICT_DUE);
    }
    if (!record.get().isValid()) {
      return Optional.of(record.get().objection());
    }
    if (!state.incentives().hasObtained(id, call.sender())) {
      return Optional.of(Outcome.NOT_OBTAINED);
    }
    return state.incentives().hasEvaluated(id, call.sender())
        ? Optional.of(Outcome.ALREADY_EVALUATED)
        : Optional.empty();
  }
}

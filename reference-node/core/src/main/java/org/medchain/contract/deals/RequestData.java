package org.medchain.contract.deals;

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
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A demander asks all providers for data (paper §4 (3): request information is broadcast to all
 * aggregators; CON-37). Nothing is locked yet.
 *
 * @param terms what for
 */
public record RequestData(RequestTerms terms) implements Operation {
  /** The furthest that a request's end may lie ahead of the block's time: a leap year. */
  public static final long MAX_AHEAD_MS = 366L * 24 * 60 * 60 * 1_000;

  /** CON-37. */
  public static final OperationType<RequestData> TYPE =
      OperationType.ordered(
          44,
          "request data",
          RequestData.class,
          RequestData::decode,
          Senders.of(Role.Duty.DEMAND),
          "CON-37",
          WorkBound.of(2, 2, 33 + 33 + 151 + 4 + 1 + DealBook.MAX_BYTES),
          RequestData::execute);

  static RequestData decode(Decoder in) {
    return new RequestData(RequestTerms.decode(in));
  }

  @Override
  public OperationType<RequestData> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(terms);
  }

  static Result execute(Call call, WorldState state, RequestData operation) {
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    Optional<Outcome> objection = operation.objection(call, state, call.blockTimeMs().getAsLong());
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Hash id = Deals.id(call.request());
    return Result.done(
        Deals.open(state, id, DataRequest.of(call.sender(), operation.terms())),
        new DealEvents.DataRequested(id, call.sender(), operation.terms()));
  }

  private Optional<Outcome> objection(Call call, WorldState state, long timeMs) {
    if (terms.untilMs() <= timeMs) {
      return Optional.of(Outcome.TIME_PASSED);
    }
    if (terms.untilMs() - timeMs > MAX_AHEAD_MS) {
      return Optional.of(Outcome.TOO_FAR_AHEAD);
    }
    return Deals.book(state, call.sender()).requests().size() < DealBook.MAX_REQUESTS
        ? Optional.empty()
        : Optional.of(Outcome.LIMIT_REACHED);
  }
}

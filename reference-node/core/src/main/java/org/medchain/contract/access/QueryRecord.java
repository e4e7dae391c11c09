package org.medchain.contract.access;

import java.util.Optional;
import org.medchain.contract.audit.Audits;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The sender reads a record: authorised readers pay; owner, doctor and who bought access do not
 * (CON-7).
 *
 * @param record its id
 */
public record QueryRecord(Hash record) implements Operation {
  /** CON-7. */
  public static final OperationType<QueryRecord> TYPE =
      OperationType.readable(
          3,
          "query",
          QueryRecord.class,
          QueryRecord::decode,
          Senders.ANYBODY,
          "CON-7",
          WorkBound.of(22, 7, 323),
          QueryRecord::execute);

  static QueryRecord decode(Decoder in) {
    return new QueryRecord(in.hash());
  }

  @Override
  public OperationType<QueryRecord> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record);
  }

  static Result execute(Call call, WorldState state, QueryRecord operation) {
    Hash id = operation.record();
    PublicKey reader = call.sender();
    Optional<Outcome> objection = Access.objection(state, id, reader, call.height());
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    StoredRecord record = Records.find(state, id).orElseThrow();
    if (Access.of(state, id, record, reader, call.height()) == Access.FREE) {
      return served(state, reader, id, record, 0);
    }
    long price = Levels.queryPrice(state, call);
    // GAME-8: nothing is paid out of a frozen account; what costs nothing continues.
    if (price > 0 && Freezing.isFrozen(state, reader)) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    return state
        .points()
        .payQuery(reader, record.owner(), price)
        .map(paid -> obtained(state.with(paid), reader, id, record, price))
        .map(noted -> served(noted, reader, id, record, price))
        .orElse(Result.refused(Outcome.INSUFFICIENT_POINTS));
  }

  /** GAME-3, GAME-4: who paid may evaluate, and the owner has shared. */
  private static WorldState obtained(
      WorldState state, PublicKey reader, Hash id, StoredRecord record, long price) {
    return price == 0
        ? state
        : Verdicts.obtained(Audits.shared(state, record.owner(), 1), id, reader);
  }

  private static Result served(
      WorldState state, PublicKey reader, Hash id, StoredRecord record, long price) {
    return Result.done(
        state, new AccessEvents.QueryServed(id, reader, price, record.height(), record.index()));
  }
}

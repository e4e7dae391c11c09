package org.medchain.contract.access;

import java.util.Optional;
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
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The sender queries whether it may read a record, and its price now; not the content (CON-20).
 *
 * @param record its id
 */
public record QuoteQuery(Hash record) implements Operation {
  /** CON-20. */
  public static final OperationType<QuoteQuery> TYPE =
      OperationType.readable(
          12,
          "quote",
          QuoteQuery.class,
          QuoteQuery::decode,
          Senders.ANYBODY,
          "CON-20",
          WorkBound.of(10, 0, 0),
          QuoteQuery::execute);

  static QuoteQuery decode(Decoder in) {
    return new QuoteQuery(in.hash());
  }

  @Override
  public OperationType<QuoteQuery> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record);
  }

  static Result execute(Call call, WorldState state, QuoteQuery operation) {
    Hash id = operation.record();
    PublicKey reader = call.sender();
    Optional<Outcome> objection = Access.objection(state, id, reader, call.height());
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    Access access =
        Access.of(state, id, Records.find(state, id).orElseThrow(), reader, call.height());
    long price = access == Access.FREE ? 0 : Levels.queryPrice(state, call);
    return Result.done(state, new AccessEvents.QueryQuoted(id, reader, price));
  }
}

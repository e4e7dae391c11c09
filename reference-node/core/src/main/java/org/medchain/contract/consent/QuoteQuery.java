package org.medchain.contract.consent;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import org.medchain.contract.economy.Levels;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The sender asks what a read with a price would cost it now; not whether it may read, which needs
 * a purpose and a time (CON-20).
 *
 * @param record its id
 */
@OperationRow(number = 12, name = "quote", requirement = "CON-20", readable = true)
public record QuoteQuery(Hash record) implements Operation {
  /** CON-20. */
  public static final OperationType<QuoteQuery> TYPE =
      OperationType.of(QuoteQuery.class, ANYBODY, 4, 0, 0);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey reader = call.sender();
    StoredRecord stored = Records.find(state, record).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Outcome.RECORD_FALSE.refuseIf(stored.foundFalse());
    boolean free = Purchases.isForEver(state, record, stored, reader);
    long price = free ? 0 : Levels.queryPrice(state, reader, call.height());
    return Result.done(state, new ConsentEvents.QueryQuoted(record, reader, price));
  }
}

package org.medchain.contract.datasharing;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import java.util.List;
import java.util.TreeSet;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.engine.Call;
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
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.metadata.SealedText;

/**
 * The sender offers records of a type: those named, and later ones; one open offer for each
 * provider and type (CON-10).
 *
 * @param dataType DataType of the records
 * @param price for each record, in points, 1 or more
 * @param records ids, each once, 0 to {@link #MAX_RECORDS}
 */
@OperationRow(number = 7, name = "offer", requirement = "CON-10")
public record OfferRecords(String dataType, long price, List<Hash> records) implements Operation {
  /** CON-10. */
  public static final OperationType<OfferRecords> TYPE =
      OperationType.of(OfferRecords.class, clientsOf(Role.Duty.STORE, Role.PATIENT), 4, 2, 20_818)
          .plusEach(
              "record",
              new StateWork(1 + Directives.MAY_OFFER.reads(), 0, 32),
              (state, order) -> order.operation().records().size());

  /** The most records that an offer or a demand may be about. */
  public static final int MAX_RECORDS = 128;

  public OfferRecords {
    Trade.checkType(dataType);
    Trade.checkPrice(price);
    records = List.copyOf(records);
    Argument.refuseIf(
        records.size() > MAX_RECORDS || new TreeSet<>(records).size() != records.size(),
        "an offer names 0 to %s different records",
        MAX_RECORDS);
  }

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey provider = call.sender();
    Position at = new Position(provider, dataType);
    Outcome.OFFER_EXISTS.refuseIf(Trade.OFFERS.get(state, at).isPresent());
    Outcome.LIMIT_REACHED.refuseIf(Trade.positions(state, provider).size() >= Position.MAX_OPEN);
    boolean stated = isStatement(state);
    for (Hash id : records) {
      check(call, state, at, id, stated);
    }
    OpenOffer opened = new OpenOffer(price, records, List.of());
    return Result.done(
        Trade.withPosition(new OfferBook(at, List.of()).put(state, opened), provider, at),
        new TradeEvents.OfferOpened(provider, dataType, price, records));
  }

  /**
   * CON-41: on a sealed chain, whose records' types nobody can compare with words, a type in words
   * is what the provider says of the records that it names.
   */
  private boolean isStatement(WorldState state) {
    return !SealedText.isSealed(dataType) && Records.metadata(state) == MetadataForm.SEALED;
  }

  private static void check(Call call, WorldState state, Position at, Hash id, boolean stated) {
    StoredRecord record = Records.find(state, id).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Outcome.WRONG_TYPE.refuseIf(!stated && !record.type().equals(at.type()));
    record.objection().refuseUnless(record.isValid());
    Outcome.NO_ACCESS.refuseUnless(
        Directives.mayOffer(state, id, record, at.provider(), Trade.timeMs(call)));
  }
}

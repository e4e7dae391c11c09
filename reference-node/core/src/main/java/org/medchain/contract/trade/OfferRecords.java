package org.medchain.contract.trade;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.engine.Call;
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
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.metadata.SealedText;

/**
 * The sender offers records of a type: those named, and what comes to it later; one open offer for
 * each provider and type (CON-10).
 *
 * @param dataType DataType of the records
 * @param price for each record, in points, 1 or more
 * @param records ids, each once, 0 to {@link #MAX_RECORDS}
 */
public record OfferRecords(String dataType, long price, List<Hash> records) implements Operation {
  /** CON-10. */
  public static final OperationType<OfferRecords> TYPE =
      OperationType.ordered(
          7,
          "offer",
          OfferRecords.class,
          OfferRecords::decode,
          Senders.of(Role.Duty.STORE, Role.PATIENT),
          "CON-10",
          WorkBound.<Order<OfferRecords>>of(4, 2, 20_818)
              .plusEach(
                  "record",
                  1 + Directives.MAY_OFFER.reads(),
                  0,
                  32,
                  (state, order) -> order.operation().records().size()),
          OfferRecords::execute);

  /** The most records that an offer or a demand may be about. */
  public static final int MAX_RECORDS = 128;

  /** Checks ranges and repetitions. */
  public OfferRecords {
    Trade.checkType(dataType);
    Trade.checkPrice(price);
    records = List.copyOf(records);
    if (records.size() > MAX_RECORDS || new TreeSet<>(records).size() != records.size()) {
      throw new IllegalArgumentException(
          "an offer names 0 to " + MAX_RECORDS + " different records");
    }
  }

  static OfferRecords decode(Decoder in) {
    return new OfferRecords(in.text(), in.int64(), in.list(Hash.SIZE, Decoder::hash));
  }

  @Override
  public OperationType<OfferRecords> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.text(dataType).int64(price).count(records.size());
    records.forEach(out::hash);
  }

  static Result execute(Call call, WorldState state, OfferRecords operation) {
    PublicKey provider = call.sender();
    Position at = new Position(provider, operation.dataType());
    if (Trade.offer(state, at).isPresent()) {
      return Result.refused(Outcome.OFFER_EXISTS);
    }
    if (Trade.positions(state, provider).size() >= Position.MAX_OPEN) {
      return Result.refused(Outcome.LIMIT_REACHED);
    }
    boolean stated = operation.isStatement(state);
    for (Hash id : operation.records()) {
      Optional<Outcome> objection = objectionTo(call, state, at, id, stated);
      if (objection.isPresent()) {
        return Result.refused(objection.get());
      }
    }
    OpenOffer opened = new OpenOffer(operation.price(), operation.records(), List.of());
    return Result.done(
        Trade.withPosition(new OfferBook(at, List.of()).put(state, opened), provider, at),
        new TradeEvents.OfferOpened(
            provider, operation.dataType(), operation.price(), operation.records()));
  }

  /**
   * CON-41: on a sealed chain, whose records' types nobody can compare with words, a type in words
   * is what the provider says of the records that it names.
   */
  private boolean isStatement(WorldState state) {
    return !SealedText.isSealed(dataType) && Records.metadata(state) == MetadataForm.SEALED;
  }

  private static Optional<Outcome> objectionTo(
      Call call, WorldState state, Position at, Hash id, boolean stated) {
    Optional<StoredRecord> record = Records.find(state, id);
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    if (!stated && !record.get().type().equals(at.type())) {
      return Optional.of(Outcome.WRONG_TYPE);
    }
    if (!record.get().isValid()) {
      return Optional.of(record.get().objection());
    }
    return Directives.mayOffer(state, id, record.get(), at.provider(), Trade.timeMs(call))
        ? Optional.empty()
        : Optional.of(Outcome.NO_ACCESS);
  }
}

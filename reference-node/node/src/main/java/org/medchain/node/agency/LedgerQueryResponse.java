package org.medchain.node.agency;

import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.search.MaskedPage;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MedicalRecord;

/** The answer to a {@link LedgerQuery}. */
public sealed interface LedgerQueryResponse extends Encodable {
  /** Reads what {@link #encode} wrote. */
  static LedgerQueryResponse decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 0 -> new NotFoundResponse();
      case 2 -> new LocationResponse(new Location(in.int64(), in.int32()));
      case 3 -> new FoundRecordsResponse(Page.decode(in, FoundRecord.SIZE, FoundRecord::decode));
      case 4 -> new RecordResponse(MedicalRecord.CODEC.decode(in));
      case 5 -> new RecordHistoryResponse(Page.decode(in, HistoryEntry.SIZE, HistoryEntry::decode));
      case 10 -> new MatchedEntriesResponse(MaskedPage.decode(in));
      case 12 -> new ClockResponse(in.int64());
      default -> throw in.malformed("no answer to a query has the code " + kind);
    };
  }

  @Override
  default void encode(Encoder out) {
    switch (this) {
      case NotFoundResponse() -> out.uint8(0);
      case LocationResponse(Location location) ->
          out.uint8(2).int64(location.height()).int32(location.index());
      case FoundRecordsResponse(Page<FoundRecord> page) -> out.uint8(3).value(page);
      case RecordResponse(MedicalRecord record) -> out.uint8(4).value(record);
      case RecordHistoryResponse(Page<HistoryEntry> page) -> out.uint8(5).value(page);
      case MatchedEntriesResponse(MaskedPage page) -> out.uint8(10).value(page);
      case ClockResponse(long nowMs) -> out.uint8(12).int64(nowMs);
    }
  }

  /** There is nothing of that name. */
  record NotFoundResponse() implements LedgerQueryResponse {}

  /**
   * What time it is here.
   *
   * @param nowMs milliseconds of Unix time, by the clock with which the node votes
   */
  record ClockResponse(long nowMs) implements LedgerQueryResponse {}

  /**
   * Where it stands.
   *
   * @param location height and index
   */
  record LocationResponse(Location location) implements LedgerQueryResponse {}

  /**
   * Records in the order of the chain.
   *
   * @param page of them
   */
  record FoundRecordsResponse(Page<FoundRecord> page) implements LedgerQueryResponse {}

  /**
   * A record.
   *
   * @param record as its patient uploaded it
   */
  record RecordResponse(MedicalRecord record) implements LedgerQueryResponse {}

  /**
   * Orders about a record in the order of the chain.
   *
   * @param page of them
   */
  record RecordHistoryResponse(Page<HistoryEntry> page) implements LedgerQueryResponse {}

  /**
   * What a trapdoor matches.
   *
   * @param page of masked values, in the order of the trapdoor's addresses
   */
  record MatchedEntriesResponse(MaskedPage page) implements LedgerQueryResponse {}
}

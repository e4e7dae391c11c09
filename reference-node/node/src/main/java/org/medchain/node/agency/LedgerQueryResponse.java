package org.medchain.node.agency;

import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.search.MaskedPage;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.MedicalRecord;

/** The answer to a {@link LedgerQuery}; codes are part of the wire format. */
public sealed interface LedgerQueryResponse extends Encodable {
  Codec<LedgerQueryResponse> CODEC = Codec.of(LedgerQueryResponse.class);

  /** There is nothing of that name. */
  @Code(0)
  record NotFoundResponse() implements LedgerQueryResponse {}

  /**
   * The time here.
   *
   * @param nowMs milliseconds of Unix time, by the clock with which the node votes
   */
  @Code(12)
  record ClockResponse(long nowMs) implements LedgerQueryResponse {}

  /**
   * The location of a transaction or an upload.
   *
   * @param location height and index
   */
  @Code(2)
  record LocationResponse(Location location) implements LedgerQueryResponse {}

  /**
   * Records in the order of the chain.
   *
   * @param page of them
   */
  @Code(3)
  record FoundRecordsResponse(Page<FoundRecord> page) implements LedgerQueryResponse {
    static final Codec<FoundRecordsResponse> CODEC =
        Codec.of(FoundRecordsResponse.class, Page.of(Codec.of(FoundRecord.class)));
  }

  /**
   * A record.
   *
   * @param record as its patient uploaded it
   */
  @Code(4)
  record RecordResponse(MedicalRecord record) implements LedgerQueryResponse {}

  /**
   * Orders about a record in the order of the chain.
   *
   * @param page of them
   */
  @Code(5)
  record RecordHistoryResponse(Page<HistoryEntry> page) implements LedgerQueryResponse {
    static final Codec<RecordHistoryResponse> CODEC =
        Codec.of(RecordHistoryResponse.class, Page.of(Codec.of(HistoryEntry.class)));
  }

  /**
   * The entries that a trapdoor matches.
   *
   * @param page of masked values, in the order of the trapdoor's addresses
   */
  @Code(10)
  record MatchedEntriesResponse(MaskedPage page) implements LedgerQueryResponse {}
}

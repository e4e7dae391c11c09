package org.medchain.node.agency;

import org.medchain.application.HistorySearch;
import org.medchain.application.MarketSearch;
import org.medchain.application.RecordSearch;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.Trapdoor;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A question to a service provision node (paper §3.2.6: locate at any time). Its answer is that
 * node's word; a client that needs proofs requests them.
 */
public sealed interface LedgerQuery extends Encodable {
  /** Reads what {@link #encode} wrote. */
  static LedgerQuery decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 1 -> new LocateTransactionQuery(in.hash());
      case 2 -> new LocateRecordQuery(in.hash());
      case 3 -> new FindRecordsQuery(RecordSearch.CODEC.decode(in));
      case 4 -> new ReadRecordQuery(in.hash());
      case 5 -> new RecordHistoryQuery(HistorySearch.CODEC.decode(in));
      case 11 ->
          new MatchTrapdoorQuery(Trapdoor.CODEC.decode(in), BillSalt.CODEC.decode(in), in.int32());
      case 10 -> new MarketQuery(MarketSearch.CODEC.decode(in));
      case 12 -> new ClockQuery();
      default -> throw in.malformed("no query has the code " + kind);
    };
  }

  @Override
  default void encode(Encoder out) {
    switch (this) {
      case LocateTransactionQuery(Hash id) -> out.uint8(1).hash(id);
      case LocateRecordQuery(Hash id) -> out.uint8(2).hash(id);
      case FindRecordsQuery(RecordSearch search) -> out.uint8(3).value(search);
      case ReadRecordQuery(Hash id) -> out.uint8(4).hash(id);
      case RecordHistoryQuery(HistorySearch search) -> out.uint8(5).value(search);
      case MatchTrapdoorQuery(Trapdoor trapdoor, BillSalt salt, int from) ->
          out.uint8(11).value(trapdoor).value(salt).int32(from);
      case MarketQuery(MarketSearch search) -> out.uint8(10).value(search);
      case ClockQuery() -> out.uint8(12);
    }
  }

  /** What time it is there (TIME-2). */
  record ClockQuery() implements LedgerQuery {}

  /**
   * Where a transaction stands.
   *
   * @param id of the transaction
   */
  record LocateTransactionQuery(Hash id) implements LedgerQuery {}

  /**
   * Where the upload of a record stands.
   *
   * @param id of the record
   */
  record LocateRecordQuery(Hash id) implements LedgerQuery {}

  /**
   * Which records there are, a page at a time (AGENCY-8).
   *
   * @param search what they have in common
   */
  record FindRecordsQuery(RecordSearch search) implements LedgerQuery {}

  /**
   * A record, for who may read it without price.
   *
   * @param id of the record
   */
  record ReadRecordQuery(Hash id) implements LedgerQuery {}

  /**
   * What was ordered about a record, a page at a time (AGENCY-8).
   *
   * @param search which record, and which page
   */
  record RecordHistoryQuery(HistorySearch search) implements LedgerQuery {}

  /**
   * A search of an owner's index (paper §4 (3); AGENCY-10), for who has its bill, a page at a time.
   *
   * @param trapdoor for which the asker's last bill is
   * @param salt that the bill hides it with
   * @param from number of the first entry of the page
   */
  record MatchTrapdoorQuery(Trapdoor trapdoor, BillSalt salt, int from) implements LedgerQuery {}

  /**
   * Which offers and data requests were ordered, a page at a time (AGENCY-11); a page of orders
   * answers it.
   *
   * @param search of which type, and which page
   */
  record MarketQuery(MarketSearch search) implements LedgerQuery {}
}

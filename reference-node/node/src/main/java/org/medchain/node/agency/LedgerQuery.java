package org.medchain.node.agency;

import org.medchain.application.HistorySearch;
import org.medchain.application.MarketSearch;
import org.medchain.application.RecordSearch;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.Trapdoor;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * A question to a service provision node (paper §3.2.6: locate at any time). Its answer is that
 * node's word; a client that needs proofs requests them. Codes are part of the wire format.
 */
public sealed interface LedgerQuery extends Encodable {
  Codec<LedgerQuery> CODEC = Codec.of(LedgerQuery.class);

  /** The question for the time there (TIME-2). */
  @Code(12)
  record ClockQuery() implements LedgerQuery {}

  /**
   * The question for a transaction's location.
   *
   * @param id of the transaction
   */
  @Code(1)
  record LocateTransactionQuery(Hash id) implements LedgerQuery {}

  /**
   * The question for the location of a record's upload.
   *
   * @param id of the record
   */
  @Code(2)
  record LocateRecordQuery(Hash id) implements LedgerQuery {}

  /**
   * The records of a search, a page at a time (AGENCY-8).
   *
   * @param search their common fields
   */
  @Code(3)
  record FindRecordsQuery(RecordSearch search) implements LedgerQuery {}

  /**
   * A record, for those who may read it for free.
   *
   * @param id of the record
   */
  @Code(4)
  record ReadRecordQuery(Hash id) implements LedgerQuery {}

  /**
   * The question for the orders about a record, a page at a time (AGENCY-8).
   *
   * @param search which record, and which page
   */
  @Code(5)
  record RecordHistoryQuery(HistorySearch search) implements LedgerQuery {}

  /**
   * A search of an owner's index (paper §4 (3); AGENCY-10), for a searcher with its bill, a page at
   * a time.
   *
   * @param trapdoor for which the asker's last bill is
   * @param salt with which the bill hides it
   * @param from number of the first entry of the page
   */
  @Code(11)
  record MatchTrapdoorQuery(Trapdoor trapdoor, BillSalt salt, int from) implements LedgerQuery {}

  /**
   * Which offers and data requests were ordered, a page at a time (AGENCY-11); a page of orders
   * answers it.
   *
   * @param search of which type, and which page
   */
  @Code(10)
  record MarketQuery(MarketSearch search) implements LedgerQuery {}
}

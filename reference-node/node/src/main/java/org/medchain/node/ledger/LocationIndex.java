package org.medchain.node.ledger;

import java.util.Optional;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/** Finds transactions and records in the chain. For any thread. */
public interface LocationIndex {
  /** Where the request was executed, with or without success; repetitions are passed over. */
  Optional<Location> locateRequest(RequestId request);

  /** Where the transaction with this id was executed. */
  Optional<Location> locateTransaction(Hash id);

  /** The location of the upload of the accepted record with this id. */
  Optional<Location> locateRecord(Hash id);

  /** A page of the accepted records that a search names, in the order of the chain (STO-27). */
  Page<FoundRecord> find(RecordSearch search);

  /** A page of the orders about a record, in the order of the chain (STO-28). */
  Page<HistoryEntry> history(HistorySearch search);
}

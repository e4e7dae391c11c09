package org.medchain.claims.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.application.SortedLists;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.RecordEvents;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.LocationIndex;

/**
 * {@link LocationIndex} in memory, about 150 bytes a transaction and 2 KB a record, for the small
 * chains of claims.
 */
public final class InMemoryLocationIndex implements LocationIndex {
  /** Ids of transactions and records, and hashes of requests' names: none can be another's. */
  private final Map<Hash, Location> locations = new HashMap<>();

  private final SortedLists lists = new SortedLists();

  /** Takes in what executing a block gave. */
  public synchronized void executed(Block block, ExecutionResult execution) {
    lists.enter(block, execution.receipts());
    for (int i = 0; i < block.transactions().size(); i++) {
      Receipt receipt = execution.receipts().get(i);
      if (receipt.code() != Outcome.DUPLICATE.code()) {
        index(block.transactions().get(i), receipt, new Location(block.height(), i));
      }
    }
  }

  private void index(Transaction transaction, Receipt receipt, Location place) {
    locations.putIfAbsent(transaction.id(), place);
    locations.putIfAbsent(requestKey(transaction.request()), place);
    if (!receipt.succeeded()) {
      return;
    }
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof RecordEvents.RecordStored stored) {
        locations.putIfAbsent(stored.record(), place);
      }
    }
  }

  private static Hash requestKey(RequestId request) {
    return Hash.of(request.encoded());
  }

  @Override
  public synchronized Optional<Location> locateRequest(RequestId request) {
    return Optional.ofNullable(locations.get(requestKey(request)));
  }

  @Override
  public synchronized Optional<Location> locateTransaction(Hash id) {
    return Optional.ofNullable(locations.get(id));
  }

  @Override
  public synchronized Optional<Location> locateRecord(Hash id) {
    return Optional.ofNullable(locations.get(id));
  }

  @Override
  public synchronized Page<FoundRecord> find(RecordSearch search) {
    return lists.find(search);
  }

  @Override
  public synchronized Page<HistoryEntry> history(HistorySearch search) {
    return lists.history(search);
  }
}

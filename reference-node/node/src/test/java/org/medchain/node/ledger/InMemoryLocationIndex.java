package org.medchain.node.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.ListKey;
import org.medchain.application.ListKey.ListLine;
import org.medchain.application.ListKey.Stretch;
import org.medchain.application.Location;
import org.medchain.application.LocationLists;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.RecordEvents;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * {@link LocationIndex} in memory, about 150 bytes a transaction and 2 KB a record: the plain one,
 * with which that of a node is compared. It follows execution; blocks that come twice change
 * nothing.
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

  /** The sorted lists of an executed chain, the plain ones. */
  private static final class SortedLists {
    private final NavigableMap<Bytes, Bytes> lists = new TreeMap<>();

    /** Heights by block time: of blocks of the same time, the first. */
    private final NavigableMap<Long, Long> heights = new TreeMap<>();

    /** Takes in an executed block. */
    void enter(Block block, List<Receipt> receipts) {
      Long unused = heights.merge(block.header().timestampMs(), block.height(), Math::min);
      forEachLine(block, receipts, lists::putIfAbsent);
    }

    Page<FoundRecord> find(RecordSearch search) {
      return ListKey.stretch(search, this::firstNotBefore)
          .map(stretch -> stretch.page(lines(lists, stretch), LocationLists::found))
          .orElseGet(Page::empty);
    }

    Page<HistoryEntry> history(HistorySearch search) {
      return ListKey.stretch(search, this::firstNotBefore)
          .map(stretch -> stretch.page(lines(lists, stretch), HistoryEntry::of))
          .orElseGet(Page::empty);
    }

    /** The lines of a stretch, one more than wanted. */
    static List<ListLine> lines(NavigableMap<Bytes, Bytes> lists, Stretch stretch) {
      return lists.tailMap(stretch.from(), true).entrySet().stream()
          .takeWhile(each -> each.getKey().compareTo(stretch.below()) < 0)
          .limit(stretch.lookAhead())
          .map(each -> new ListLine(each.getKey(), each.getValue()))
          .toList();
    }

    private OptionalLong firstNotBefore(long timeMs) {
      return Optional.ofNullable(heights.ceilingEntry(timeMs)).stream()
          .mapToLong(Map.Entry::getValue)
          .findFirst();
    }

    private static void forEachLine(
        Block block, List<Receipt> receipts, BiConsumer<Bytes, Bytes> line) {
      for (int i = 0; i < block.transactions().size(); i++) {
        Location place = new Location(block.height(), i);
        LocationLists.forEachLine(block.transactions().get(i), receipts.get(i), place, line);
      }
    }
  }
}

package org.medchain.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.medchain.application.ListKey.ListLine;
import org.medchain.application.ListKey.Stretch;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * The sorted lists of an executed chain in memory (STO-27, STO-28): they follow it block by block,
 * back too.
 */
public final class LocationLists {
  private final NavigableMap<Bytes, Bytes> lists = new TreeMap<>();

  /** Heights by block time: of blocks of the same time, the first. */
  private final NavigableMap<Long, Long> heights = new TreeMap<>();

  /** Takes in an executed block. */
  public void enter(Block block, List<Receipt> receipts) {
    Long unused = heights.merge(block.header().timestampMs(), block.height(), Math::min);
    forEachLine(block, receipts, lists::putIfAbsent);
  }

  /** Takes out the last block. */
  public void leave(Block block, List<Receipt> receipts) {
    boolean unused = heights.remove(block.header().timestampMs(), block.height());
    forEachLine(block, receipts, (key, value) -> lists.remove(key));
  }

  /** A page of the accepted records that a search names. */
  public Page<FoundRecord> find(RecordSearch search) {
    return ListKey.stretch(search, this::firstNotBefore)
        .map(stretch -> stretch.page(lines(lists, stretch), LocationLists::found))
        .orElseGet(Page::empty);
  }

  /** A page of what was ordered about a record. */
  public Page<HistoryEntry> history(HistorySearch search) {
    return ListKey.stretch(search, this::firstNotBefore)
        .map(stretch -> stretch.page(lines(lists, stretch), HistoryEntry::of))
        .orElseGet(Page::empty);
  }

  /** The lines of a stretch, one more than wanted. */
  static List<ListLine> lines(NavigableMap<Bytes, Bytes> lists, Stretch stretch) {
    List<ListLine> found = new ArrayList<>();
    for (Map.Entry<Bytes, Bytes> each : lists.tailMap(stretch.from(), true).entrySet()) {
      if (found.size() == stretch.lookAhead() || each.getKey().compareTo(stretch.below()) >= 0) {
        break;
      }
      found.add(new ListLine(each.getKey(), each.getValue()));
    }
    return found;
  }

  /** Reads a line of a list of records. */
  public static FoundRecord found(Location place, Bytes id) {
    return new FoundRecord(Decoder.decode(id, Decoder::hash), place);
  }

  private OptionalLong firstNotBefore(long timeMs) {
    return Optional.ofNullable(heights.ceilingEntry(timeMs))
        .map(entry -> OptionalLong.of(entry.getValue()))
        .orElseGet(OptionalLong::empty);
  }

  private static void forEachLine(
      Block block, List<Receipt> receipts, BiConsumer<Bytes, Bytes> line) {
    for (int i = 0; i < block.transactions().size(); i++) {
      Location place = new Location(block.height(), i);
      forEachLine(block.transactions().get(i), receipts.get(i), place, line);
    }
  }

  /** Shows the keys and values that an executed transaction has on the lists. */
  public static void forEachLine(
      Transaction transaction, Receipt receipt, Location place, BiConsumer<Bytes, Bytes> line) {
    if (receipt.code() == Outcome.DUPLICATE.code()) {
      return;
    }
    order(transaction, place, line);
    if (receipt.succeeded()) {
      for (Event event : MedicalModules.events(receipt)) {
        if (event instanceof RecordEvents.RecordStored stored
            && MedicalModules.operation(transaction) instanceof UploadRecord upload) {
          StoredRecord entry = StoredRecord.of(upload.record(), place.height(), place.index());
          record(entry.ownedBy(stored.owner()), stored.record().toBytes(), place, line);
        }
      }
    }
  }

  /**
   * Shows the lines of an order about a record, of an offer or request, and of one that is watched,
   * refused or not.
   */
  public static void order(Transaction transaction, Location place, BiConsumer<Bytes, Bytes> line) {
    Optional<Operation> operation = ListKey.operation(transaction);
    Optional<String> type = operation.flatMap(ListKey::marketed);
    if (type.isPresent()) {
      Hash made = Deals.id(transaction.request());
      Bytes content = HistoryEntry.of(place, made, transaction).content();
      Hash own = MarketSearch.all().ofType(type.get()).subject();
      line.accept(ListKey.at(ListKey.orders(own), place), content);
      Hash all = MarketSearch.all().subject();
      line.accept(ListKey.at(ListKey.orders(all), place), content);
    }
    Optional<Hash> record = operation.flatMap(ListKey::named);
    if (record.isPresent()) {
      Bytes content = HistoryEntry.of(place, record.get(), transaction).content();
      line.accept(ListKey.at(ListKey.orders(record.get()), place), content);
      if (operation.get() instanceof EntrustFile entrust) {
        Hash holder = HistorySearch.ofHolder(entrust.holder());
        line.accept(ListKey.at(ListKey.orders(holder), place), content);
      }
    }
    PublicKey sender = transaction.request().sender();
    for (Hash list : operation.map(each -> ListKey.watched(each, sender)).orElse(List.of())) {
      Bytes content = HistoryEntry.of(place, list, transaction).content();
      line.accept(ListKey.at(ListKey.orders(list), place), content);
    }
  }

  /** Shows the lines of an accepted record. */
  public static void record(
      StoredRecord stored, Bytes id, Location place, BiConsumer<Bytes, Bytes> line) {
    ListKey.listsOf(stored).forEach(list -> line.accept(ListKey.at(list, place), id));
  }
}

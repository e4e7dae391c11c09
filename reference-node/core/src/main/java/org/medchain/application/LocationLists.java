package org.medchain.application;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** The places of an executed chain's records and orders on its sorted lists (STO-27, STO-28). */
public final class LocationLists {
  private LocationLists() {}

  /** Reads a line of a list of records. */
  public static FoundRecord found(Location place, Bytes id) {
    return new FoundRecord(Decoder.decode(id, Decoder::hash), place);
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
      MarketSearch all = MarketSearch.all();
      for (MarketSearch each : List.of(all.ofType(type.get()), all)) {
        line.accept(ListKey.at(ListKey.orders(each.subject()), place), content);
      }
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

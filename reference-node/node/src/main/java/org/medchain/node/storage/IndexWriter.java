package org.medchain.node.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.application.Location;
import org.medchain.application.LocationLists;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents.RecordStored;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.rocksdb.RocksDBException;

/**
 * The effects of blocks and their execution on the tables of the index (STO-5, STO-14, STO-27),
 * which {@link #write} takes in as a whole.
 */
final class IndexWriter {
  /** With the version: in the tables of another one no position is found. */
  private static final Bytes POSITION_KEY = Bytes.utf8("at/5");

  private static final Bytes WHOLE_KEY = Bytes.utf8("whole");

  private final IndexTables tables;
  private final List<Map.Entry<byte[], byte[]>> changes = new ArrayList<>();

  /**
   * How far an index is.
   *
   * @param height of the last block in it
   * @param block hash of that block's header
   * @param stateRoot root of the state there
   */
  record IndexPosition(long height, Hash block, Hash stateRoot) implements Encodable {}

  IndexWriter(IndexTables tables) {
    this.tables = tables;
  }

  void write() throws RocksDBException {
    tables.write(changes);
  }

  private void put(IndexTable table, Bytes key, Bytes value) {
    changes.add(Map.entry(table.key(key), value.toArray()));
  }

  /** How far the tables are; empty if they were never finished, or by another version. */
  static Optional<IndexPosition> position(IndexTables tables) throws RocksDBException {
    try {
      return tables
          .get(IndexTable.POSITION, POSITION_KEY)
          .map(Codec.of(IndexPosition.class)::decoded);
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** The height up to which all blocks are in the tables, from 1; 0 where that is not known. */
  static long whole(IndexTables tables) throws RocksDBException {
    return tables
        .get(IndexTable.POSITION, WHOLE_KEY)
        .map(value -> Decoder.decode(value, Decoder::int64))
        .orElse(0L);
  }

  /** Takes in that height. */
  void whole(long height) {
    put(IndexTable.POSITION, WHOLE_KEY, heightKey(height));
  }

  /** Whether the block was taken in before. */
  boolean hasBlock(Block block) throws RocksDBException {
    return tables.get(IndexTable.TIME, timeKey(block)).isPresent();
  }

  /** Takes in an executed block. */
  void blockExecuted(Block block, List<Receipt> all) {
    put(IndexTable.TIME, timeKey(block), heightKey(block.height()));
    receipts(block.height(), all);
    for (int i = 0; i < block.transactions().size(); i++) {
      Receipt receipt = all.get(i);
      Transaction transaction = block.transactions().get(i);
      Location place = new Location(block.height(), i);
      if (receipt.code() != Outcome.DUPLICATE.code()) {
        transaction(transaction, place);
      }
      LocationLists.forEachLine(transaction, receipt, place, this::listed);
      if (receipt.succeeded()) {
        for (Event event : MedicalModules.events(receipt)) {
          if (event instanceof RecordStored stored) {
            put(IndexTable.RECORD, stored.record().toBytes(), place.encoded());
          }
        }
      }
    }
  }

  /**
   * STO-29: only a node that executed a block has them, and no block is executed again for them.
   */
  private void receipts(long height, List<Receipt> receipts) {
    if (!receipts.isEmpty()) {
      put(IndexTable.RECEIPTS, heightKey(height), Receipt.CODEC.list().encoded(receipts));
    }
  }

  static Bytes heightKey(long height) {
    return new Encoder().int64(height).toBytes();
  }

  private static Bytes timeKey(Block block) {
    return timeKey(block.header().timestampMs(), block.height());
  }

  /**
   * Block time and height, so that times are in order; of blocks of one time the first is first.
   */
  static Bytes timeKey(long timeMs, long height) {
    long ascending = timeMs ^ Long.MIN_VALUE; // times before 1970 come first
    return Bytes.of(ByteBuffer.allocate(16).putLong(ascending).putLong(height).array());
  }

  private void listed(Bytes key, Bytes value) {
    put(IndexTable.LISTED, key, value);
  }

  private void transaction(Transaction transaction, Location place) {
    Bytes where = place.encoded();
    put(IndexTable.TRANSACTION, transaction.id().toBytes(), where);
    put(IndexTable.REQUEST, transaction.request().encoded(), where);
  }

  /**
   * Takes in a block of which only a later state is known. A transaction that an earlier block has
   * is a repetition here, and stays where it is; in one batch blocks come from the highest down.
   */
  void blockStored(Block block, WorldState later) throws RocksDBException {
    put(IndexTable.TIME, timeKey(block), heightKey(block.height()));
    for (int i = block.transactions().size() - 1; i >= 0; i--) {
      Transaction transaction = block.transactions().get(i);
      Location place = new Location(block.height(), i);
      if (!isIndexedBefore(transaction, place)) {
        transaction(transaction, place);
        LocationLists.order(transaction, place, this::listed);
        if (transaction.kind() == UploadRecord.TYPE.number()) {
          upload(transaction, place, later);
        }
      }
    }
  }

  private boolean isIndexedBefore(Transaction transaction, Location place) throws RocksDBException {
    return tables
        .get(IndexTable.REQUEST, transaction.request().encoded())
        .map(value -> Codec.of(Location.class).decoded(value))
        .filter(known -> known.height() < place.height())
        .isPresent();
  }

  private void upload(Transaction transaction, Location place, WorldState later) {
    Hash id;
    try {
      if (!(MedicalModules.operation(transaction) instanceof UploadRecord upload)) {
        return;
      }
      id = upload.record().id();
    } catch (MalformedInput e) {
      return; // it was refused when it was executed
    }
    Optional<StoredRecord> known = Records.find(later, id);
    if (known.isPresent()
        && known.get().height() == place.height()
        && known.get().index() == place.index()) {
      Bytes name = id.toBytes();
      put(IndexTable.RECORD, name, place.encoded());
      LocationLists.record(known.get(), name, place, this::listed);
    }
  }

  /** Takes in how far the index is with this batch. */
  void position(IndexPosition at) {
    put(IndexTable.POSITION, POSITION_KEY, at.encoded());
  }
}

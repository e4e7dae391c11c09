package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.medchain.application.Location;
import org.medchain.application.LocationLists;
import org.medchain.application.SortedLists.ListLine;
import org.medchain.contract.ChainState;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.storage.IndexTables.IndexBatch;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.rocksdb.RocksDBException;

/** The effect of a block and its execution on the tables of the index (STO-5, STO-14, STO-27). */
final class IndexWriter {
  private static final Bytes POSITION_KEY = Bytes.utf8("at");
  private static final Bytes WHOLE_KEY = Bytes.utf8("whole");
  private static final long BATCH_BYTES = 1 << 20;

  private final IndexTables tables;

  /**
   * How far an index is.
   *
   * @param height of the last block in it
   * @param block hash of that block's header
   * @param stateRoot root of the state there
   */
  record IndexPosition(long height, Hash block, Hash stateRoot) {
    private static final int VERSION = 3;

    static IndexPosition decode(Decoder in) {
      if (in.uint8() != VERSION) {
        throw in.malformed("another version of the index");
      }
      return new IndexPosition(in.int64(), in.hash(), in.hash());
    }

    Bytes encoded() {
      return new Encoder().uint8(VERSION).int64(height).hash(block).hash(stateRoot).toBytes();
    }
  }

  IndexWriter(IndexTables tables) {
    this.tables = tables;
  }

  /** How far the tables are; empty if they were never finished, or by another version. */
  static Optional<IndexPosition> position(IndexTables tables) throws RocksDBException {
    try {
      return tables.meta(POSITION_KEY).map(value -> Decoder.decode(value, IndexPosition::decode));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** The height up to which all blocks are in the tables, from 1; 0 where that is not known. */
  static long whole(IndexTables tables) throws RocksDBException {
    return tables.meta(WHOLE_KEY).map(value -> Decoder.decode(value, Decoder::int64)).orElse(0L);
  }

  /** Takes in that height. */
  static void whole(IndexBatch changes, long height) throws RocksDBException {
    changes.meta(WHOLE_KEY, heightKey(height));
  }

  /** Whether the block was taken in before. */
  boolean hasBlock(Block block) throws RocksDBException {
    return tables.get(IndexTable.TIME, timeKey(block)).isPresent();
  }

  /** Takes in an executed block. */
  void blockExecuted(IndexBatch changes, Block block, List<Receipt> all) throws RocksDBException {
    header(changes, block);
    receipts(changes, block.height(), all);
    for (int i = 0; i < block.transactions().size(); i++) {
      Receipt receipt = all.get(i);
      Transaction transaction = block.transactions().get(i);
      Location place = new Location(block.height(), i);
      if (receipt.code() != Outcome.DUPLICATE.code()) {
        transaction(changes, transaction, place);
      }
      list(changes, line -> LocationLists.forEachLine(transaction, receipt, place, line));
      if (receipt.succeeded()) {
        for (Event event : MedicalModules.events(receipt)) {
          if (event instanceof RecordEvents.RecordStored stored) {
            changes.put(IndexTable.RECORD, stored.record().toBytes(), place.encoded());
          }
        }
      }
    }
  }

  /** STO-29: only who executed a block has them, and no block is executed again for them. */
  private static void receipts(IndexBatch changes, long height, List<Receipt> receipts)
      throws RocksDBException {
    if (!receipts.isEmpty()) {
      changes.put(IndexTable.RECEIPTS, heightKey(height), new Encoder().list(receipts).toBytes());
    }
  }

  static Bytes heightKey(long height) {
    return new Encoder().int64(height).toBytes();
  }

  static List<Receipt> readReceipts(Bytes value) {
    return Decoder.decode(value, in -> in.list(Receipt.CODEC.minSize(), Receipt.CODEC::decode));
  }

  private static void header(IndexBatch changes, Block block) throws RocksDBException {
    Bytes height = heightKey(block.height());
    changes.put(IndexTable.TIME, timeKey(block), height);
  }

  private static Bytes timeKey(Block block) {
    return timeKey(block.header().timestampMs(), block.height());
  }

  /**
   * Block time and height, so that times are in order; of blocks of one time the first is first.
   */
  static Bytes timeKey(long timeMs, long height) {
    byte[] key = new byte[16];
    for (int i = 0; i < 8; i++) {
      // Times before 1970 come first.
      key[i] = (byte) ((timeMs ^ Long.MIN_VALUE) >>> (56 - 8 * i));
      key[8 + i] = (byte) (height >>> (56 - 8 * i));
    }
    return Bytes.of(key);
  }

  /** Takes in what {@code lines} shows of sorted lists. */
  private static void list(IndexBatch changes, Consumer<BiConsumer<Bytes, Bytes>> lines)
      throws RocksDBException {
    List<ListLine> all = new ArrayList<>();
    lines.accept((key, value) -> all.add(new ListLine(key, value)));
    for (ListLine each : all) {
      changes.put(IndexTable.LISTED, each.key(), each.value());
    }
  }

  private static void transaction(IndexBatch changes, Transaction transaction, Location place)
      throws RocksDBException {
    Bytes where = place.encoded();
    changes.put(IndexTable.TRANSACTION, transaction.id().toBytes(), where);
    changes.put(IndexTable.REQUEST, transaction.request().encoded(), where);
  }

  /**
   * Takes in a block of which only a later state is known. A transaction that an earlier block has
   * is a repetition here, and stays where it is; in one batch blocks come from the highest down.
   */
  void blockStored(IndexBatch changes, Block block, ChainState later) throws RocksDBException {
    header(changes, block);
    List<Transaction> all = block.transactions();
    for (int i = all.size() - 1; i >= 0; i--) {
      Location place = new Location(block.height(), i);
      if (isIndexedAt(all.get(i), place)) {
        continue;
      }
      Transaction transaction = all.get(i);
      transaction(changes, transaction, place);
      list(changes, line -> LocationLists.order(transaction, place, line));
      if (all.get(i).kind() == UploadRecord.TYPE.number()) {
        upload(changes, all.get(i), place, later);
      }
    }
  }

  private boolean isIndexedAt(Transaction transaction, Location place) throws RocksDBException {
    return tables
        .get(IndexTable.REQUEST, transaction.request().encoded())
        .map(value -> Decoder.decode(value, Location::decode))
        .filter(known -> known.height() < place.height())
        .isPresent();
  }

  private static void upload(
      IndexBatch changes, Transaction transaction, Location place, ChainState later)
      throws RocksDBException {
    Hash id;
    try {
      if (!(MedicalModules.operation(transaction) instanceof UploadRecord upload)) {
        return;
      }
      id = upload.record().id();
    } catch (MalformedInput e) {
      return; // it was refused when it was executed
    }
    Optional<StoredRecord> known = later.record(id);
    if (known.isPresent()
        && known.get().height() == place.height()
        && known.get().index() == place.index()) {
      Bytes name = id.toBytes();
      changes.put(IndexTable.RECORD, name, place.encoded());
      list(changes, line -> LocationLists.record(known.get(), name, place, line));
    }
  }

  /** Takes in how far the index is with this batch. */
  static void position(IndexBatch changes, IndexPosition at) throws RocksDBException {
    changes.meta(POSITION_KEY, at.encoded());
  }

  /**
   * Takes in the stored blocks above a height up to that of a state (STO-5), some at a time; where
   * it is left and done again, it writes the same again. Above 0 it fills empty tables.
   *
   * @param at that height
   * @param stopped whether it is not needed any more
   * @return false if it was left before its end
   */
  boolean blocksStored(
      long above, IndexPosition at, ChainState state, BlockStore blocks, BooleanSupplier stopped)
      throws RocksDBException {
    long whole = Math.min(at.height(), blocks.contiguousHeight());
    try (IndexBatch changes = tables.changes()) {
      for (long height = at.height(); height > above; height--) {
        Optional<Block> block = blocks.blockAt(height).map(decision -> decision.block());
        if (block.isPresent()) {
          blockStored(changes, block.get(), state);
        }
        if (changes.bytes() > BATCH_BYTES) {
          changes.write();
        }
        if (stopped.getAsBoolean()) {
          return false;
        }
      }
      if (above == 0) {
        whole(changes, whole);
      }
      position(changes, at);
      changes.write();
    }
    return true;
  }
}

package org.medchain.node.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.application.SortedLists.ListLine;
import org.medchain.data.Bytes;
import org.rocksdb.RocksDBException;

/** The tables of a {@link StateIndex}, and how far it is. */
sealed interface IndexTables extends AutoCloseable permits RocksTables, MemoryTables {
  /** What can be looked up. */
  enum IndexTable {
    TRANSACTION,
    REQUEST,
    RECORD,
    LISTED,
    TIME,
    RECEIPTS;

    /** Its name on disk. */
    String family() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A batch of changes, written as a whole. */
  interface IndexBatch extends AutoCloseable {
    void put(IndexTable table, Bytes key, Bytes value) throws RocksDBException;

    void meta(Bytes key, Bytes value) throws RocksDBException;

    /** About how many were collected. */
    long bytes();

    /** Writes the collected changes, and continues empty. */
    void write() throws RocksDBException;

    @Override
    void close();
  }

  /**
   * Opens the tables, or makes them: in RocksDB, or in memory where its native code is not there
   * for the platform.
   *
   * @throws RocksDBException if they are damaged or open in another process
   */
  static IndexTables open(Path folder) throws RocksDBException {
    return RocksDbLibrary.isThere() ? new RocksTables(folder) : new MemoryTables();
  }

  /** Deletes all of it. */
  static void destroy(Path folder) throws RocksDBException {
    if (RocksDbLibrary.isThere()) {
      RocksTables.destroy(folder);
    }
  }

  IndexBatch changes();

  Optional<Bytes> get(IndexTable table, Bytes key) throws RocksDBException;

  Optional<Bytes> meta(Bytes key) throws RocksDBException;

  /** Up to {@code limit} entries from a key on and below another one, in the order of the keys. */
  List<ListLine> range(IndexTable table, Bytes from, Bytes below, int limit)
      throws RocksDBException;

  @Override
  void close();
}

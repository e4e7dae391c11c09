package org.medchain.node.storage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.application.ListKey.ListLine;
import org.medchain.data.Bytes;
import org.rocksdb.RocksDBException;

/** The tables of a {@link StateIndex}: one sorted map, whose keys begin with their table. */
sealed interface IndexTables extends AutoCloseable permits RocksTables, MemoryTables {
  /** The tables of the index; the codes are part of the format. */
  enum IndexTable {
    /** How far the index is. */
    POSITION(0),
    TRANSACTION(1),
    REQUEST(2),
    RECORD(3),
    LISTED(4),
    TIME(5),
    RECEIPTS(6);

    private final byte code;

    IndexTable(int code) {
      this.code = (byte) code;
    }

    byte[] key(Bytes key) {
      byte[] whole = new byte[1 + key.size()];
      whole[0] = code;
      key.copyTo(0, whole, 1, key.size());
      return whole;
    }

    ListLine line(byte[] key, byte[] value) {
      return new ListLine(Bytes.of(Arrays.copyOfRange(key, 1, key.length)), Bytes.of(value));
    }
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

  /** Writes these keys and values as a whole. */
  void write(List<Map.Entry<byte[], byte[]>> changes) throws RocksDBException;

  Optional<Bytes> get(IndexTable table, Bytes key) throws RocksDBException;

  /** Up to {@code limit} entries from a key on and below another one, in the order of the keys. */
  List<ListLine> range(IndexTable table, Bytes from, Bytes below, int limit)
      throws RocksDBException;

  @Override
  void close();
}

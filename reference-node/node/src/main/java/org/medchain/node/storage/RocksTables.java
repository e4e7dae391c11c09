package org.medchain.node.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.application.ListKey.ListLine;
import org.medchain.data.Bytes;
import org.medchain.node.durable.PrivateFiles;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The tables of a {@link StateIndex} in RocksDB. */
final class RocksTables implements IndexTables {
  private static final int MAX_UNWRITTEN = 32 << 20;

  /** More than it has sorted runs. */
  private static final int MAX_OPEN = 48;

  private final Options options;

  // Lost with the power, it is made again from the blocks.
  private final WriteOptions writeOptions = new WriteOptions().setSync(false);
  private final RocksDB database;

  /**
   * Opens the tables, or makes them.
   *
   * @throws RocksDBException if they are damaged or open in another process
   */
  RocksTables(Path folder) throws RocksDBException {
    makeFolder(folder);
    options = new Options().setCreateIfMissing(true).setKeepLogFileNum(2);
    options.optimizeUniversalStyleCompaction(MAX_UNWRITTEN);
    options.setMaxOpenFiles(MAX_OPEN); // however large it becomes (STO-17)
    try {
      database = RocksDB.open(options, folder.toString());
    } catch (RocksDBException | RuntimeException | Error e) {
      closeOptions();
      throw e;
    }
  }

  /** The library makes its files by the umask: the folder is what keeps others out (OPS-22). */
  private static void makeFolder(Path folder) throws RocksDBException {
    try {
      PrivateFiles.createDirectory(folder);
    } catch (IOException e) {
      throw new RocksDBException(folder + " cannot be made: " + e.getMessage());
    }
  }

  /** Deletes all of it. */
  static void destroy(Path folder) throws RocksDBException {
    try (Options plain = new Options()) {
      RocksDB.destroyDB(folder.toString(), plain);
    }
  }

  @Override
  public void write(List<Map.Entry<byte[], byte[]>> changes) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Map.Entry<byte[], byte[]> each : changes) {
        batch.put(each.getKey(), each.getValue());
      }
      database.write(writeOptions, batch);
    }
  }

  @Override
  public Optional<Bytes> get(IndexTable table, Bytes key) throws RocksDBException {
    return Optional.ofNullable(database.get(table.key(key))).map(Bytes::of);
  }

  @Override
  public List<ListLine> range(IndexTable table, Bytes from, Bytes below, int limit)
      throws RocksDBException {
    List<ListLine> found = new ArrayList<>();
    byte[] end = table.key(below);
    try (RocksIterator each = database.newIterator()) {
      for (each.seek(table.key(from));
          each.isValid() && found.size() < limit && Arrays.compareUnsigned(each.key(), end) < 0;
          each.next()) {
        found.add(table.line(each.key(), each.value()));
      }
      each.status();
    }
    return found;
  }

  @Override
  public void close() {
    database.close();
    closeOptions();
  }

  private void closeOptions() {
    writeOptions.close();
    options.close();
  }
}

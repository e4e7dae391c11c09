package org.medchain.node.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.application.SortedLists.ListLine;
import org.medchain.data.Bytes;
import org.medchain.node.durable.PrivateFiles;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The tables of a {@link StateIndex} in RocksDB, one column family each. */
final class RocksTables implements IndexTables {
  /** RocksDB always has one of this name; here it holds how far the index is. */
  private static final byte[] META = RocksDB.DEFAULT_COLUMN_FAMILY;

  private static final int MAX_UNWRITTEN = 32 << 20;

  /** More than a table has runs, all tables together. */
  private static final int MAX_OPEN = 48;

  private final DBOptions options;
  private final ColumnFamilyOptions familyOptions;
  private final WriteOptions writeOptions;
  private final RocksDB database;
  private final ColumnFamilyHandle meta;
  private final Map<IndexTable, ColumnFamilyHandle> families = new EnumMap<>(IndexTable.class);

  private static final class Batch implements IndexBatch {
    private final RocksTables tables;
    private final WriteBatch batch = new WriteBatch();

    Batch(RocksTables tables) {
      this.tables = tables;
    }

    @Override
    public void put(IndexTable table, Bytes key, Bytes value) throws RocksDBException {
      batch.put(tables.families.get(table), key.toArray(), value.toArray());
    }

    @Override
    public void meta(Bytes key, Bytes value) throws RocksDBException {
      batch.put(tables.meta, key.toArray(), value.toArray());
    }

    @Override
    public long bytes() {
      return batch.getDataSize();
    }

    @Override
    public void write() throws RocksDBException {
      tables.database.write(tables.writeOptions, batch);
      batch.clear();
    }

    @Override
    public void close() {
      batch.close();
    }
  }

  /**
   * Opens the tables, or makes them.
   *
   * @throws RocksDBException if they are damaged or open in another process
   */
  RocksTables(Path folder) throws RocksDBException {
    makeFolder(folder);
    options = new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    options.setMaxTotalWalSize(MAX_UNWRITTEN).setKeepLogFileNum(2);
    options.setMaxOpenFiles(MAX_OPEN); // however large it becomes (STO-17)
    familyOptions = new ColumnFamilyOptions().optimizeUniversalStyleCompaction(16 << 20);
    // Lost with the power, it is made again from the blocks.
    writeOptions = new WriteOptions().setSync(false);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(new ColumnFamilyDescriptor(META, familyOptions));
    for (IndexTable table : IndexTable.values()) {
      byte[] name = table.family().getBytes(StandardCharsets.UTF_8);
      descriptors.add(new ColumnFamilyDescriptor(name, familyOptions));
    }
    int known = descriptors.size();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      descriptors.addAll(formerTables(folder));
      database = RocksDB.open(options, folder.toString(), descriptors, handles);
    } catch (RocksDBException | RuntimeException | Error e) {
      closeOptions();
      throw e;
    }
    meta = handles.get(0);
    int next = 1;
    for (IndexTable table : IndexTable.values()) {
      families.put(table, handles.get(next));
      next++;
    }
    for (ColumnFamilyHandle former : handles.subList(known, handles.size())) {
      database.dropColumnFamily(former);
      former.close();
    }
  }

  /** What an earlier version wrote, and this one does not read: to be dropped, and no more. */
  private List<ColumnFamilyDescriptor> formerTables(Path folder) throws RocksDBException {
    try (Options plain = new Options()) {
      return RocksDB.listColumnFamilies(plain, folder.toString()).stream()
          .filter(name -> !Arrays.equals(name, META) && !isTable(name))
          .map(name -> new ColumnFamilyDescriptor(name, familyOptions))
          .toList();
    }
  }

  private static boolean isTable(byte[] name) {
    String text = new String(name, StandardCharsets.UTF_8);
    return Stream.of(IndexTable.values()).anyMatch(each -> each.family().equals(text));
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
  public IndexBatch changes() {
    return new Batch(this);
  }

  @Override
  public Optional<Bytes> get(IndexTable table, Bytes key) throws RocksDBException {
    return found(database.get(families.get(table), key.toArray()));
  }

  @Override
  public Optional<Bytes> meta(Bytes key) throws RocksDBException {
    return found(database.get(meta, key.toArray()));
  }

  private static Optional<Bytes> found(byte[] value) {
    return Optional.ofNullable(value).map(Bytes::of);
  }

  @Override
  public List<ListLine> range(IndexTable table, Bytes from, Bytes below, int limit)
      throws RocksDBException {
    List<ListLine> found = new ArrayList<>();
    byte[] end = below.toArray();
    try (RocksIterator each = database.newIterator(families.get(table))) {
      for (each.seek(from.toArray());
          each.isValid() && found.size() < limit && Arrays.compareUnsigned(each.key(), end) < 0;
          each.next()) {
        found.add(new ListLine(Bytes.of(each.key()), Bytes.of(each.value())));
      }
      each.status();
    }
    return found;
  }

  @Override
  public void close() {
    meta.close();
    families.values().forEach(ColumnFamilyHandle::close);
    database.close();
    closeOptions();
  }

  private void closeOptions() {
    writeOptions.close();
    familyOptions.close();
    options.close();
  }
}

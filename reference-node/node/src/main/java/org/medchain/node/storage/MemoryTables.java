package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.medchain.application.SortedLists.ListLine;
import org.medchain.data.Bytes;

/**
 * The tables of a {@link StateIndex} in memory (NODE-13): made again from the blocks at each start,
 * and as large as the chain. Written by one thread, read by any.
 */
final class MemoryTables implements IndexTables {
  private final Map<IndexTable, NavigableMap<byte[], Bytes>> tables =
      new EnumMap<>(IndexTable.class);
  private final NavigableMap<byte[], Bytes> meta = table();

  MemoryTables() {
    for (IndexTable each : IndexTable.values()) {
      tables.put(each, table());
    }
  }

  private static NavigableMap<byte[], Bytes> table() {
    return new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  }

  private final class Batch implements IndexBatch {
    private final List<Runnable> changes = new ArrayList<>();
    private long bytes;

    @Override
    public void put(IndexTable table, Bytes key, Bytes value) {
      collect(key.size() + value.size(), () -> tables.get(table).put(key.toArray(), value));
    }

    @Override
    public void meta(Bytes key, Bytes value) {
      collect(key.size() + value.size(), () -> meta.put(key.toArray(), value));
    }

    private void collect(long size, Runnable change) {
      bytes += size;
      changes.add(change);
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void write() {
      changes.forEach(Runnable::run);
      changes.clear();
      bytes = 0;
    }

    @Override
    public void close() {
      changes.clear();
    }
  }

  @Override
  public IndexBatch changes() {
    return new Batch();
  }

  @Override
  public Optional<Bytes> get(IndexTable table, Bytes key) {
    return Optional.ofNullable(tables.get(table).get(key.toArray()));
  }

  @Override
  public Optional<Bytes> meta(Bytes key) {
    return Optional.ofNullable(meta.get(key.toArray()));
  }

  @Override
  public List<ListLine> range(IndexTable table, Bytes from, Bytes below, int limit) {
    List<ListLine> found = new ArrayList<>();
    byte[] end = below.toArray();
    for (Map.Entry<byte[], Bytes> each :
        tables.get(table).tailMap(from.toArray(), true).entrySet()) {
      if (found.size() == limit || Arrays.compareUnsigned(each.getKey(), end) >= 0) {
        break;
      }
      found.add(new ListLine(Bytes.of(each.getKey()), each.getValue()));
    }
    return found;
  }

  @Override
  public void close() {
    tables.values().forEach(Map::clear);
    meta.clear();
  }
}

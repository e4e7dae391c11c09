package org.medchain.node.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.medchain.application.ListKey.ListLine;
import org.medchain.data.Bytes;

/**
 * The tables of a {@link StateIndex} in memory (NODE-13): made again from the blocks at each start,
 * and as large as the chain. Written by one thread, read by any.
 */
final class MemoryTables implements IndexTables {
  private final NavigableMap<byte[], byte[]> entries =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

  @Override
  public void write(List<Map.Entry<byte[], byte[]>> changes) {
    changes.forEach(each -> entries.put(each.getKey(), each.getValue()));
  }

  @Override
  public Optional<Bytes> get(IndexTable table, Bytes key) {
    return Optional.ofNullable(entries.get(table.key(key))).map(Bytes::of);
  }

  @Override
  public List<ListLine> range(IndexTable table, Bytes from, Bytes below, int limit) {
    byte[] first = table.key(from);
    byte[] end = table.key(below);
    return entries.tailMap(first, true).entrySet().stream()
        .takeWhile(each -> Arrays.compareUnsigned(each.getKey(), end) < 0)
        .limit(limit)
        .map(each -> table.line(each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public void close() {
    entries.clear();
  }
}

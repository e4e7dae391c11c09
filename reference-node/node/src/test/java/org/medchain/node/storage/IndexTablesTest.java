package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.application.ListKey.ListLine;
import org.medchain.data.Bytes;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.rocksdb.RocksDBException;

/** NODE-13: tables in memory and in RocksDB give equal results after all writes. */
class IndexTablesTest {
  private static final int BATCHES = 40;
  private static final int STEPS = 30;
  private static final List<IndexTable> TABLES = List.of(IndexTable.values());

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bothGiveEqualResults(long seed) throws RocksDBException {
    Random random = new Random(seed);
    RocksDbLibrary.load(folder.resolve("native"));
    assertThat(RocksDbLibrary.isThere()).isTrue();
    try (IndexTables rocks = IndexTables.open(folder.resolve("index"));
        IndexTables memory = new MemoryTables()) {
      assertThat(rocks).isInstanceOf(RocksTables.class);
      for (int i = 0; i < BATCHES; i++) {
        write(random, rocks, memory);
        compare(random, rocks, memory);
      }
    }
  }

  private static void write(Random random, IndexTables rocks, IndexTables memory)
      throws RocksDBException {
    List<Map.Entry<byte[], byte[]>> changes = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      changes.add(Map.entry(table(random).key(bytes(random)), bytes(random).toArray()));
    }
    rocks.write(changes);
    memory.write(changes);
  }

  private static void compare(Random random, IndexTables rocks, IndexTables memory)
      throws RocksDBException {
    for (IndexTable table : TABLES) {
      assertThat(all(memory, table)).isEqualTo(all(rocks, table));
      for (int i = 0; i < STEPS; i++) {
        Bytes key = bytes(random);
        assertThat(memory.get(table, key)).isEqualTo(rocks.get(table, key));
        Bytes below = bytes(random);
        int limit = 1 + random.nextInt(STEPS);
        assertThat(memory.range(table, key, below, limit))
            .isEqualTo(rocks.range(table, key, below, limit));
      }
    }
  }

  private static List<ListLine> all(IndexTables tables, IndexTable table) throws RocksDBException {
    return tables.range(table, Bytes.EMPTY, Bytes.of(new byte[] {-1, -1, -1, -1}), 1_000_000);
  }

  private static IndexTable table(Random random) {
    return TABLES.get(random.nextInt(TABLES.size()));
  }

  /** Few and short, with high bytes among them, so that keys meet and begin alike. */
  private static Bytes bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(3)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(4) * 85);
    }
    return Bytes.of(bytes);
  }
}

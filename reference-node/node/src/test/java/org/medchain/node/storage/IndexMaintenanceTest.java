package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.application.ListKey.ListLine;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.medchain.node.storage.StateIndex.LoadedState;
import org.rocksdb.RocksDBException;

/**
 * STO-26: a jump over many blocks takes little memory, and a node that stops does not wait.
 *
 * <p>STO-33: what is found before the index has it.
 *
 * <p>NODE-13: tables in memory and in RocksDB give equal results after all writes.
 */
class IndexMaintenanceTest {
  private static final SampleLedger LEDGER = new SampleLedger(9);

  private static final PublicKey SENDER = new PublicKey(Hash.of(Bytes.utf8("sender")).toBytes());

  @TempDir private Path folder;

  private static final int BATCHES = 40;

  private static final int STEPS = 30;

  private static final List<IndexTable> TABLES = List.of(IndexTable.values());

  private IndexMaintenance open(BlockStore blocks) {
    IndexMaintenance index =
        new IndexMaintenance(
            folder.resolve("index"),
            LEDGER.genesis(),
            blocks,
            new SimpleMeterRegistry().counter("rebuilds"));
    index.open();
    return index;
  }

  private static boolean stand(IndexMaintenance index, CertifiedBlock at) throws Exception {
    LoadedState state = new LoadedState(at.height(), at.block().hash(), LEDGER.state(0));
    index.load(state);
    return index.follow(at.height(), height -> Optional.empty());
  }

  private static Optional<Bytes> find(IndexMaintenance index, CertifiedBlock block) {
    Bytes id = block.block().transactions().getLast().id().toBytes();
    return index.ask(tables -> tables.get(IndexTable.TRANSACTION, id)).flatMap(each -> each);
  }

  /** STO-26: missing blocks are filled in some at a time, and continued at the next start. */
  @Test
  void aJumpIsLeftWhenTheNodeStopsAndDoneAtItsNextStart() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    List<CertifiedBlock> chain = new ArrayList<>();
    for (int height = 1; height <= 600; height++) {
      // Of requests that nothing can read, which a block may have.
      Transaction one = Transaction.unsigned(new RequestId(SENDER, height), 1, Bytes.EMPTY);
      Hash previous = chain.isEmpty() ? Hash.ZERO : chain.getLast().block().hash();
      chain.add(SampleDecisions.decision(height, previous, List.of(one)));
      blocks.append(chain.getLast());
    }
    IndexMaintenance left = open(blocks);
    assertThat(stand(left, chain.getLast())).as("there is more").isFalse();
    assertThat(left.height()).isEqualTo(600);
    assertThat(left.unfilled()).isEqualTo(344);
    assertThat(find(left, chain.get(255))).isPresent();
    assertThat(find(left, chain.get(256))).isEmpty();
    left.close();
    IndexMaintenance next = open(blocks);
    assertThat(stand(next, chain.getLast())).isFalse();
    assertThat(next.unfilled()).isEqualTo(88);
    assertThat(stand(next, chain.getLast())).isTrue();
    assertThat(next.unfilled()).isZero();
    assertThat(chain).allMatch(each -> find(next, each).isPresent());
    next.close();
  }

  @Test
  void aJumpIsWrittenInBatchesOfBoundedSize() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    CertifiedBlock last = SampleDecisions.decision(1, Hash.ZERO, Bytes.of(new byte[1 << 20]));
    blocks.append(last);
    while (last.height() < 20) {
      last =
          SampleDecisions.decision(
              (int) last.height() + 1, last.block().hash(), Bytes.of(new byte[1 << 20]));
      blocks.append(last);
    }
    IndexMaintenance index = open(blocks);
    assertThat(stand(index, last)).isFalse();
    assertThat(index.unfilled()).isEqualTo(4);
    assertThat(stand(index, last)).isTrue();
    index.close();
  }

  private StateIndex open() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    StateIndexTest.LEDGER.decisions().forEach(blocks::append);
    StateIndex index =
        StateIndex.open(folder, StateIndexTest.LEDGER.genesis(), blocks, new SimpleMeterRegistry());
    StateIndexTest.stand(index, 0);
    return index;
  }

  /**
   * STO-33, LIGHT-8: a receipt is there before its block is in the index; nobody waits for that, so
   * what is unknown takes no longer.
   */
  @Test
  void whatIsExecutedIsFoundWhileTheIndexIsHeldUp() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Thread reader = Thread.currentThread();
    AtomicLong searched = new AtomicLong();
    try (StateIndex index = open()) {
      StateIndexTest.await(index);
      try {
        index.reached(
            12,
            at -> {
              if (!Thread.currentThread().equals(reader)) {
                StateIndexTest.awaitRelease(released);
              }
              return Optional.of(StateIndexTest.effect(at));
            });
        StateIndexTest.checkIds(index, StateIndexTest.plain(12));
        assertThat(index.height()).isZero();
        index.reached(
            1_000_000_000,
            at -> {
              if (Thread.currentThread().equals(reader)) { // the index may ask, too
                searched.incrementAndGet();
              }
              return Optional.empty();
            });
        assertThat(index.locateTransaction(Hash.ZERO)).isEmpty();
        assertThat(searched).as("far behind: a few blocks alone").hasValueBetween(1, 256);
      } finally {
        index.reached(12, at -> Optional.of(StateIndexTest.effect(at)));
        released.countDown();
      }
      StateIndexTest.await(index);
      StateIndexTest.check(index, 12);
    }
  }

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

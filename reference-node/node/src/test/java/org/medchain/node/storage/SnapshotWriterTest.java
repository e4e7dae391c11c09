package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.state.StateTree;
import org.medchain.node.durable.Volume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StoreWriter.StoreCommand;
import org.medchain.node.transport.Eventually;

/** STO-25, STO-32: states are kept in memory, and written at times beside the log. */
class SnapshotWriterTest {
  private static final int MIB = 1 << 20;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<DurabilityToken> durable = new LinkedBlockingQueue<>();
  private final FaultyVolume volume = new FaultyVolume();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private long token;
  private Hash tip = Hash.ZERO;
  private long stored;

  private NodeStore open(Volume disk) throws Exception {
    return NodeStore.open(disk, StoreOptions.of(Pbft.PROTOCOL), durable::add, meters);
  }

  private static Snapshot of(int bytes) {
    StateTree tree = StateTree.EMPTY.put(Bytes.utf8("key"), Bytes.of(new byte[bytes]));
    return new Snapshot(Bytes.utf8("context"), DeferredBytes.of(tree));
  }

  /** Stores blocks of 1 MiB up to a height, and keeps the state there. */
  private void keep(NodeStore store, long height, Snapshot snapshot) throws InterruptedException {
    while (stored < height) {
      CertifiedBlock next = SampleDecisions.decision(++stored, tip, Bytes.of(new byte[MIB]));
      store.blocks().append(next);
      tip = next.block().hash();
    }
    save(store, height, snapshot);
  }

  private void save(NodeStore store, long height, Snapshot snapshot) throws InterruptedException {
    DurabilityToken last = new DurabilityToken(++token);
    store.saveSnapshot(last, height, snapshot);
    store.requestSync(last);
    assertThat(durable.poll(5, TimeUnit.MINUTES)).isEqualTo(last);
  }

  private void awaitWritten(int count) {
    Eventually.until(
        "snapshots are written",
        () -> meters.get("medchain.storage.snapshot").timer().count() == count);
  }

  private List<String> written() {
    return volume.list().stream().filter(name -> name.matches("snapshot-\\d+\\.seg")).toList();
  }

  @Test
  void aStateIsWrittenWhenTheBlocksSinceAreMoreThanIt() throws Exception {
    NodeStore store = open(volume);
    keep(store, 1, of(100));
    keep(store, 3, of(100));
    keep(store, 4, of(100)); // with their headers more than 4 MiB
    awaitWritten(1);
    keep(store, 9, of(7 * MIB));
    keep(store, 12, of(7 * MIB));
    awaitWritten(2);
    store.close();
    assertThat(written()).containsExactly(SnapshotFiles.fileName(4), SnapshotFiles.fileName(12));
  }

  /** Nothing waits for a file that takes long, and of those that wait only the newest is made. */
  @Test
  void votesDoNotWaitAndTheNewestReplacesWhatWaits() throws Exception {
    holdUp("snapshot-");
    NodeStore store = open(volume);
    keep(store, 5, of(100));
    await(begun);
    keep(store, 10, of(100));
    keep(store, 15, of(100));
    store.append(new DurabilityToken(++token), Bytes.utf8("a vote"));
    store.requestSync(new DurabilityToken(token));
    assertThat(durable.poll(5, TimeUnit.MINUTES)).isEqualTo(new DurabilityToken(token));
    assertThat(written()).isEmpty();
    released.countDown();
    awaitWritten(2);
    store.close();
    assertThat(written()).containsExactly(SnapshotFiles.fileName(5), SnapshotFiles.fileName(15));
  }

  /** PBFT-43: nor are later entries, such as a log that begins at it; earlier ones are. */
  @Test
  void aStateWithoutItsBlocksIsNotDurableBeforeItsFile() throws Exception {
    holdUp("snapshot-");
    NodeStore store =
        NodeStore.open(
            volume,
            new StoreOptions(
                Pbft.PROTOCOL, true, Duration.ofMinutes(1), 1 << 20, 1 << 20), // in one group
            durable::add,
            meters);
    store.append(new DurabilityToken(1), Bytes.utf8("a vote"));
    store.saveSnapshot(new DurabilityToken(2), 10, of(100));
    store.append(new DurabilityToken(3), Bytes.utf8("the log from there on"));
    store.requestSync(new DurabilityToken(3));
    await(begun);
    assertThat(durable).containsExactly(new DurabilityToken(1));
    durable.clear();
    released.countDown();
    assertThat(durable.poll(5, TimeUnit.MINUTES)).isNotNull();
    assertThat(written()).containsExactly(SnapshotFiles.fileName(10));
    assertThat(meters.get("medchain.storage.snapshot").timer().count()).isEqualTo(1);
    assertThat(meters.get("medchain.storage.snapshot.bytes").summary().max()).isGreaterThan(100);
    store.close();
  }

  /**
   * STO-32: a caller that waits for all of it waits only for its last force, not for one of each
   * piece.
   */
  @Test
  void aStateBeforeAllThatFollowsMakesNoPause() throws Exception {
    AtomicInteger forces = new AtomicInteger();
    SnapshotFiles files = new SnapshotFiles(volume, 1);
    StoreCommand.WriteSnapshot transferred =
        (StoreCommand.WriteSnapshot)
            new SnapshotWriter(
                    files,
                    SmallStore.blocks(volume, 1, StoreOptions.of(Pbft.PROTOCOL)),
                    order -> {},
                    reason -> {},
                    meters)
                .keep(1, 10, of(5 * MIB));
    volume.onForce(forces::incrementAndGet);
    assertThat(transferred.file().write().height()).isEqualTo(10);
    assertThat(forces).hasValue(1);
  }

  /** A cut of the log that lists the later one deletes what is under it. */
  @Test
  void aFileThatALaterOneOvertookIsNotNamed() throws Exception {
    holdUp(SnapshotFiles.fileName(5));
    NodeStore store = open(volume);
    keep(store, 5, of(100));
    await(begun);
    save(store, 20, of(100)); // after a transfer: no block leads there
    released.countDown();
    awaitWritten(2);
    store.close();
    open(volume).close();
    assertThat(written()).containsExactly(SnapshotFiles.fileName(20));
  }

  /** From now on a file that begins so is not made before the release. */
  private void holdUp(String beginning) {
    volume.onCreate(
        name -> {
          if (name.startsWith(beginning)) {
            begun.countDown();
            await(released);
          }
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStateIsEncodedInPiecesOnAThreadOfItsOwn() throws Exception {
    AtomicInteger largest = new AtomicInteger();
    Set<String> threads = ConcurrentHashMap.newKeySet();
    DeferredBytes state =
        DeferredBytes.of(
            5L * MIB,
            (from, length) -> {
              largest.accumulateAndGet(length, Math::max);
              threads.add(Thread.currentThread().getName());
              return Bytes.of(new byte[length]);
            });
    NodeStore store = open(volume);
    keep(store, 6, new Snapshot(Bytes.EMPTY, state));
    awaitWritten(1);
    store.close();
    assertThat(threads).containsExactly("medchain-snapshot");
    assertThat(largest.get()).isLessThanOrEqualTo(SnapshotPart.BYTES);
  }

  /** A restart loads the last file under the height, or nothing, and executes what follows. */
  @Test
  void aStateIsMadeAgainFromTheLastFileAndTheBlocks() throws Exception {
    for (int height : new int[] {2, 4, 5, 12}) {
      NodeStore store = open(StoredSample.decideAll(true));
      MedicalContract machine = new MedicalContract(StoredSample.LEDGER.genesis());
      assertThat(store.state(height, machine).orElseThrow().root())
          .isEqualTo(StoredSample.LEDGER.state(height).tree().root());
      assertThat(store.state(13, machine)).isEmpty();
      store.close();
    }
  }

  @Test
  void aPartIsMadeWithoutTheOthers() throws Exception {
    NodeStore store = open(volume);
    Snapshot snapshot = of(SnapshotPart.BYTES * 2 + 5);
    save(store, 8, snapshot);
    for (int part = -1; part < 5; part++) {
      assertThat(store.snapshotPart(8, part)).isEqualTo(Snapshot.part(8, snapshot.encoded(), part));
    }
    assertThat(store.snapshotPart(9, 0)).isEmpty();
    store.truncate(new DurabilityToken(token), 9);
    assertThat(store.snapshotPart(8, 0)).isEmpty();
    DeferredBytes large = DeferredBytes.of(3L << 30, (from, length) -> Bytes.of(new byte[length]));
    assertThat(Snapshot.part(8, large, 0)).as("of more parts than can be sent").isEmpty();
    store.close();
  }
}

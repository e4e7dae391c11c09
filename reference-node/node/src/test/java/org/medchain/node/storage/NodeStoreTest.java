package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Bytes;
import org.medchain.data.state.StateTree;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.transport.Eventually;

/**
 * STO-2, STO-3, STO-9, STO-10, STO-12, STO-13, STO-16: the store with its thread, on the platform's
 * files.
 */
class NodeStoreTest {
  private static final StoreOptions NEVER_BY_ITSELF =
      new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMinutes(1), 1 << 20, 1 << 20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<DurabilityToken> durable = new LinkedBlockingQueue<>();
  private final List<DurabilityToken> inOrder = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  private NodeStore open(Volume volume, StoreOptions options)
      throws IOException, CorruptStoreException {
    return NodeStore.open(
        volume,
        options,
        token -> {
          inOrder.add(token);
          durable.add(token);
        },
        meters);
  }

  private void awaitDurable(long token) throws InterruptedException {
    DurabilityToken last = new DurabilityToken(0);
    while (last.number() < token) {
      last = durable.poll(5, TimeUnit.MINUTES);
      assertThat(last).as("durable up to " + token).isNotNull();
    }
  }

  private void awaitSnapshots(int count) {
    Timer written = meters.get("medchain.storage.snapshot").timer();
    Eventually.until("a snapshot is written", () -> written.count() == count);
  }

  private static Bytes entry(long number) {
    return Bytes.utf8("entry " + number);
  }

  @Test
  void whatWasForcedIsThereAfterwards() throws Exception {
    StateTree state = StateTree.EMPTY.put(entry(1), Bytes.of(new byte[SnapshotPart.BYTES * 2]));
    Snapshot snapshot = new Snapshot(entry(1), DeferredBytes.of(state));
    List<CertifiedBlock> chain = SampleDecisions.chain(5, 3, 20);
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, NEVER_BY_ITSELF);
      assertThat(store.takeRecoveredEntries()).isEmpty();
      LongStream.rangeClosed(1, 50)
          .forEach(each -> store.append(new DurabilityToken(each), entry(each)));
      store.saveSnapshot(new DurabilityToken(51), 8, snapshot);
      chain.forEach(store.blocks()::append);
      store.requestSync(new DurabilityToken(51));
      awaitDurable(51);
      awaitSnapshots(1);
      store.close();
      assertThat(store.failed()).isNotDone();
    }
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, NEVER_BY_ITSELF);
      assertThat(store.takeRecoveredEntries()).hasSize(50).startsWith(entry(1)).endsWith(entry(50));
      assertThat(store.takeRecoveredEntries()).as("STO-19").isEmpty();
      MedicalContract machine = new MedicalContract(new SampleLedger(0).genesis());
      assertThat(store.state(8, machine)).contains(snapshot.state());
      assertThat(store.state(9, machine)).as("a block is missing").isEmpty();
      assertThat(store.blocks().contiguousHeight()).isEqualTo(5);
      assertThat(store.blocks().blockAt(3)).contains(chain.get(2));
      store.close();
    }
  }

  /** One force for all that came meanwhile, and tokens in their order. */
  @Test
  void manyEntriesShareAForce() throws Exception {
    int entries = 20_000;
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, StoreOptions.of(Pbft.PROTOCOL));
      for (long each = 1; each <= entries; each++) {
        store.append(new DurabilityToken(each), entry(each));
        store.requestSync(new DurabilityToken(each));
      }
      awaitDurable(entries);
      store.close();
    }
    assertThat(inOrder).isSorted();
    assertThat(meters.get("medchain.storage.commit").timer().count()).isLessThan(entries / 2);
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, StoreOptions.of(Pbft.PROTOCOL));
      assertThat(store.takeRecoveredEntries()).hasSize(entries).endsWith(entry(entries));
      store.close();
    }
  }

  @Test
  void aFullQueueMakesItsCallersWaitAndLosesNothing() throws Exception {
    StoreOptions narrow = new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMillis(1), 1 << 20, 500);
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, narrow);
      for (long each = 1; each <= 300; each++) {
        store.append(new DurabilityToken(each), Bytes.of(new byte[1_000]));
      }
      store.close();
      awaitDurable(300);
    }
    assertThat(meters.get("medchain.storage.waits").counter().count()).isPositive();
  }

  /** OPERATING.md#cut-snapshots. */
  @Test
  void truncationDeletesEntriesAndSnapshots() throws Exception {
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, StoreOptions.of(Pbft.PROTOCOL));
      store.append(new DurabilityToken(1), entry(1));
      store.saveSnapshot(new DurabilityToken(2), 4, new Snapshot(entry(4), entry(4)));
      awaitSnapshots(1);
      store.saveSnapshot(new DurabilityToken(3), 8, new Snapshot(entry(8), entry(8)));
      awaitSnapshots(2);
      store.append(new DurabilityToken(4), entry(4));
      store.truncate(new DurabilityToken(4), 8);
      store.append(new DurabilityToken(5), entry(5));
      store.close();
    }
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, StoreOptions.of(Pbft.PROTOCOL));
      assertThat(store.takeRecoveredEntries()).containsExactly(entry(4), entry(5));
      assertThat(volume.list())
          .contains(SnapshotFiles.fileName(8))
          .doesNotContain(SnapshotFiles.fileName(4));
      store.close();
    }
  }

  /** OPERATING.md#cut-log: whole segments go, and the needed records are in one or two. */
  @Test
  void segmentsOfWhichNothingIsNeededGo() throws Exception {
    StoreOptions small = new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMillis(1), 256, 1 << 20);
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, small);
      for (int each = 1; each <= 40; each++) {
        store.append(new DurabilityToken(each), entry(each));
        awaitDurable(each);
      }
      assertThat(logSegments(volume)).isGreaterThan(4);
      store.truncate(new DurabilityToken(40), 8);
      // The cut is written after one force and carried out after the next.
      for (int each = 41; each <= 42; each++) {
        store.append(new DurabilityToken(each), entry(each));
        awaitDurable(each);
      }
      store.close();
      assertThat(logSegments(volume)).isBetween(1L, 2L);
    }
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, small);
      assertThat(store.takeRecoveredEntries()).containsExactly(entry(40), entry(41), entry(42));
      store.close();
    }
  }

  private static long logSegments(Volume volume) throws IOException {
    return volume.list().stream().filter(name -> name.startsWith("log-")).count();
  }

  /** STO-16: after a failed force it is unknown what is durable: nothing more is acknowledged. */
  @Test
  void aFailedForceIsReportedAndNothingAcknowledged() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    NodeStore store = open(volume, StoreOptions.of(Pbft.PROTOCOL));
    store.append(new DurabilityToken(1), entry(1));
    awaitDurable(1);
    volume.failForces();
    store.append(new DurabilityToken(2), entry(2));
    store.requestSync(new DurabilityToken(2));
    Exception reason = store.failed().get(5, TimeUnit.MINUTES);
    assertThat(reason).isInstanceOf(IOException.class).hasMessageContaining("cannot be forced");
    for (long each = 3; each < 5_000; each++) {
      store.append(new DurabilityToken(each), Bytes.of(new byte[100_000]));
    }
    store.close();
    assertThat(durable).isEmpty();
  }

  /** STO-22: the start reads only the headers of sealed blocks, and the contents behind it. */
  @Test
  void damageInASealedBlockEndsTheNode() throws Exception {
    StoreOptions small =
        new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMillis(1), 1_000, 1 << 20);
    FaultyVolume volume = new FaultyVolume();
    NodeStore store = open(volume, small);
    SampleDecisions.chain(20, 4, 30).forEach(store.blocks()::append);
    store.close();
    String first = volume.list().get(0);
    volume.flip(first, SegmentHeader.SIZE + LogRecordHeader.SIZE + 20, 1);
    NodeStore damaged = open(volume, small);
    assertThat(damaged.failed().get(5, TimeUnit.MINUTES))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining(first + ", byte " + SegmentHeader.SIZE)
        .hasMessageContaining("--recover");
    damaged.close();
  }

  @Test
  void withoutForcingAllIsWrittenAllTheSame() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    NodeStore store = open(volume, StoreOptions.of(Pbft.PROTOCOL).withForce(false));
    store.append(new DurabilityToken(1), entry(1));
    store.blocks().append(SampleDecisions.chain(1, 4, 3).get(0));
    store.blocks().force();
    awaitDurable(1);
    store.close();
    NodeStore again = open(volume, StoreOptions.of(Pbft.PROTOCOL));
    assertThat(again.takeRecoveredEntries()).containsExactly(entry(1));
    assertThat(again.blocks().contiguousHeight()).isEqualTo(1);
    again.close();
  }

  /** STO-9: two processes in one folder would overwrite each other. */
  @Test
  void aFolderIsOpenedOnce() throws Exception {
    try (FolderVolume volume = FolderVolume.open(folder)) {
      assertThat(volume.list()).isEmpty();
      assertThatThrownBy(() -> FolderVolume.open(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("open in another process");
    }
    FolderVolume.open(folder).close();
  }

  /** The platform closes a channel under an interrupted reader; no other user must notice. */
  @Test
  void anInterruptedReaderDoesNotAffectOthers() throws Exception {
    List<CertifiedBlock> chain = SampleDecisions.chain(3, 5, 20);
    List<Throwable> seen = new ArrayList<>();
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = open(volume, StoreOptions.of(Pbft.PROTOCOL));
      chain.forEach(store.blocks()::append);
      Thread reader =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                try {
                  store.blocks().blockAt(1);
                } catch (StorageFailureException e) {
                  seen.add(e);
                }
              });
      reader.start();
      reader.join();
      assertThat(seen).hasSize(1);
      assertThat(store.blocks().blockAt(2)).contains(chain.get(1));
      store.blocks().force();
      store.close();
      assertThat(store.failed()).isNotDone();
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(
            () -> new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMinutes(2), 1 << 20, 1))
        .hasMessageContaining("0 to 60 s");
    assertThatThrownBy(() -> new StoreOptions(Pbft.PROTOCOL, true, Duration.ZERO, 1, 1))
        .hasMessageContaining("256 B");
  }
}

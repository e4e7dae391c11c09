package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;

/** STO-25: what cannot be read for a peer is refused to it, and ends nothing. */
class ReadForPeerTest {
  private static final long HEIGHT = 8;
  private static final String NAME = SnapshotHeader.fileName(HEIGHT);
  private static final Snapshot SNAPSHOT =
      new Snapshot(Bytes.utf8("context"), Bytes.of(new byte[SnapshotPart.BYTES * 2 + 5]));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<DurabilityToken> durable = new LinkedBlockingQueue<>();

  @TempDir private Path folder;

  private NodeStore storeWithSnapshot(Volume volume) throws Exception {
    NodeStore store = NodeStore.open(volume, StoreOptions.DEFAULT, durable::add, meters);
    DurabilityToken token = new DurabilityToken(1);
    store.saveSnapshot(token, HEIGHT, SNAPSHOT);
    store.requestSync(token);
    assertThat(durable.poll(5, TimeUnit.MINUTES)).isEqualTo(token);
    return store;
  }

  private double refused() {
    return meters.counter("medchain.storage.reads.refused").count();
  }

  /** The node's own log, after all of this. */
  private void assertWorks(NodeStore store) throws InterruptedException {
    DurabilityToken token = new DurabilityToken(2);
    store.append(token, Bytes.utf8("entry"));
    store.requestSync(token);
    assertThat(durable.poll(5, TimeUnit.MINUTES)).isEqualTo(token);
    assertThat(store.failed()).isNotDone();
  }

  @Test
  void aDamagedPartIsRefusedAndTheOthersAreServed() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    NodeStore store = storeWithSnapshot(volume);
    long at = SnapshotHeader.SIZE + SnapshotPart.BYTES + SnapshotHeader.CHECKSUM + 7L;
    volume.flip(NAME, (int) at, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(store.snapshotPart(HEIGHT, 1)).isEmpty();
    }
    assertThat(refused()).isEqualTo(3);
    assertThat(store.snapshotPart(HEIGHT, 0))
        .isEqualTo(Snapshot.part(HEIGHT, SNAPSHOT.encoded(), 0));
    assertThat(store.snapshotPart(HEIGHT, 2)).isPresent();
    assertThat(refused()).isEqualTo(3);
    assertWorks(store);
    // What the node itself lives by is another matter.
    assertThatThrownBy(() -> store.snapshotState(HEIGHT))
        .isInstanceOf(StorageFailureException.class);
    store.close();
  }

  /** Each byte of the file, one after the other, header included. */
  @Test
  void noDamageAnywhereEndsTheNode() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    NodeStore store = storeWithSnapshot(volume);
    int size = volume.bytes(NAME).length;
    int expected = 0;
    for (int at = 0; at < size; at += at < SnapshotHeader.SIZE ? 1 : 4_099) {
      volume.flip(NAME, at, 0x80);
      int served = 0;
      for (int part = 0; part < 3; part++) {
        served += store.snapshotPart(HEIGHT, part).isPresent() ? 1 : 0;
      }
      assertThat(served).isEqualTo(at < SnapshotHeader.SIZE ? 0 : 2);
      expected += 3 - served;
      volume.flip(NAME, at, 0x80);
    }
    assertThat(refused()).isEqualTo(expected);
    assertWorks(store);
    store.close();
  }

  @Test
  void aSectorThatCannotBeReadIsRefused() throws Exception {
    BadSectorVolume volume = new BadSectorVolume(new FaultyVolume());
    NodeStore store = storeWithSnapshot(volume);
    volume.fails = true;
    assertThat(store.snapshotPart(HEIGHT, 0)).isEmpty();
    assertThat(refused()).isEqualTo(1);
    volume.fails = false;
    assertThat(store.snapshotPart(HEIGHT, 0)).isPresent();
    assertWorks(store);
    store.close();
  }

  /** A snapshot of one part more than a message can count: 1 GiB and a byte. */
  @Test
  void aSnapshotThatIsTooLargeIsRefused() throws Exception {
    try (FolderVolume volume = FolderVolume.open(folder)) {
      NodeStore store = storeWithSnapshot(volume);
      Path file = folder.resolve(NAME);
      byte[] own = Arrays.copyOf(Files.readAllBytes(file), SnapshotHeader.SIZE);
      long length = (long) SnapshotPart.MAX_PARTS * SnapshotPart.BYTES + 1;
      SnapshotHeader large =
          new SnapshotHeader(SnapshotHeader.decode(own).orElseThrow().storeId(), HEIGHT, length);
      byte[] zeros = new byte[SnapshotPart.BYTES];
      ByteBuffer checksum = ByteBuffer.allocate(SnapshotHeader.CHECKSUM);
      checksum.order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(large.checksum(0, zeros, 0));
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(large.fileSize());
        sparse.write(large.encoded());
        sparse.write(zeros);
        sparse.write(checksum.array());
      }
      assertThat(store.snapshotPart(HEIGHT, 0)).isEmpty();
      assertThat(store.snapshotPart(HEIGHT, Integer.MAX_VALUE)).isEmpty();
      assertThat(refused()).isEqualTo(2);
      assertWorks(store);
      store.close();
    }
  }

  @Test
  void sizesBeyondAnIntegerAreCounted() {
    SnapshotHeader header = new SnapshotHeader(1, HEIGHT, 3L << 40);
    assertThat(header.partCount()).isEqualTo((int) ((3L << 40) / SnapshotPart.BYTES));
    assertThat(header.position(header.partCount() - 1)).isPositive();
    assertThat(header.fileSize()).isGreaterThan(3L << 40);
    assertThat(SnapshotHeader.decode(header.encoded())).contains(header);
    SnapshotHeader uncountable = new SnapshotHeader(1, HEIGHT, Long.MAX_VALUE);
    assertThat(SnapshotHeader.decode(uncountable.encoded())).isEmpty();
    assertThat(SnapshotPart.countFor(Long.MAX_VALUE)).isEqualTo((1L << 47));
    assertThat(SnapshotPart.countFor(0)).isZero();
    assertThat(SnapshotPart.countFor(SnapshotPart.BYTES)).isEqualTo(1);
    assertThat(SnapshotPart.countFor(SnapshotPart.BYTES + 1L)).isEqualTo(2);
  }

  /** One line a minute, which says how many had none. */
  @Test
  void linesAreRare() {
    NodeStore.RefusedReads reads = new NodeStore.RefusedReads(meters);
    long nowNs = System.nanoTime();
    assertThat(reads.admit(nowNs)).isZero();
    for (int i = 0; i < 9; i++) {
      assertThat(reads.admit(nowNs + i)).isEqualTo(-1);
    }
    assertThat(reads.admit(nowNs + NodeStore.RefusedReads.PERIOD_NS)).isEqualTo(9);
    assertThat(reads.admit(nowNs + 2 * NodeStore.RefusedReads.PERIOD_NS)).isZero();
  }

  /** Another folder's files, of which a snapshot cannot be read at times. */
  private static final class BadSectorVolume implements Volume {
    private final Volume files;
    private volatile boolean fails;

    BadSectorVolume(Volume files) {
      this.files = files;
    }

    @Override
    public java.util.List<String> list() throws IOException {
      return files.list();
    }

    @Override
    public VolumeFile create(String name) throws IOException {
      return files.create(name);
    }

    @Override
    public VolumeFile open(String name) throws IOException {
      if (fails && name.equals(NAME)) {
        throw new IOException("Input/output error");
      }
      return files.open(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      files.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      files.delete(name);
    }

    @Override
    public void syncDirectory() throws IOException {
      files.syncDirectory();
    }

    @Override
    public void close() throws IOException {
      files.close();
    }
  }
}

package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Hash;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;

/**
 * STO-11: the ledger by height, with gaps that are filled later.
 *
 * <p>STO-17: a long ledger holds no more files open than a short one.
 */
class BlockStoreTest {
  private static final List<CertifiedBlock> CHAIN = SampleDecisions.chain(60, 6, 50);

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir private Path folder;

  private static BlockStore open(FaultyVolume volume) throws IOException, CorruptStoreException {
    return SmallStore.blocks(volume, 5, StoredSample.OPTIONS);
  }

  /** Any order with gaps, any reopening: the heights there are exactly those that were stored. */
  @Property(tries = 60)
  void behavesAsAMap(@ForAll Random random) throws Exception {
    FaultyVolume volume = new FaultyVolume();
    BlockStore store = open(volume);
    List<Integer> stored = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      int height = 1 + random.nextInt(CHAIN.size());
      store.append(CHAIN.get(height - 1));
      if (!stored.contains(height)) {
        stored.add(height);
      }
      if (random.nextInt(20) == 0) {
        store.force();
        store.close();
        store = open(volume);
      }
    }
    int contiguous = 0;
    while (stored.contains(contiguous + 1)) {
      contiguous++;
    }
    assertThat(store.contiguousHeight()).isEqualTo(contiguous);
    assertThat(store.highestHeight())
        .isEqualTo(stored.stream().mapToInt(each -> each).max().orElse(0));
    for (int height = 0; height <= CHAIN.size() + 1; height++) {
      assertThat(store.blockAt(height).isPresent()).isEqualTo(stored.contains(height));
    }
    assertThat(store.blockAt(stored.get(0))).contains(CHAIN.get(stored.get(0) - 1));
  }

  @Example
  void repeatedBlocksAreIgnoredAndOthersRefused() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    BlockStore store = open(volume);
    store.append(CHAIN.get(0));
    int size = volume.bytes(volume.list().get(0)).length;
    store.append(CHAIN.get(0));
    assertThat(volume.bytes(volume.list().get(0))).hasSize(size);
    CertifiedBlock other = SampleDecisions.chain(1, 7, 9).get(0);
    assertThatThrownBy(() -> store.append(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two blocks decided at one height");
    assertThat(store.blockAt(1)).contains(CHAIN.get(0));
  }

  @Example
  void aCertificateOfAnotherBlockIsRefused() throws Exception {
    BlockStore store = open(new FaultyVolume());
    CertifiedBlock wrong =
        new CertifiedBlock(CHAIN.get(0).block(), new QuorumCertificate(0, 1, Hash.MAX, List.of()));
    assertThatThrownBy(() -> store.append(wrong)).isInstanceOf(IllegalArgumentException.class);
    assertThat(store.highestHeight()).isZero();
  }

  /** STO-4: damage in the middle of the ledger is found when it is read, if not at the start. */
  @Example
  void aDamagedBlockIsNeverGivenOut() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    BlockStore store = open(volume);
    CHAIN.forEach(store::append);
    store.close();
    String first = SegmentHeader.SegmentKind.BLOCKS.fileName(1);
    int at = SegmentHeader.SIZE + LogRecordHeader.SIZE + 20;
    volume.flip(first, at, 1);
    BlockStore damaged = open(volume);
    assertThatThrownBy(() -> damaged.blockAt(1))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining(first + ", byte " + SegmentHeader.SIZE);
    assertThat(damaged.blockAt(2)).contains(CHAIN.get(1));
  }

  @Example
  void afterAFailureNothingIsStored() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    BlockStore store = open(volume);
    store.append(CHAIN.get(0));
    volume.failForces();
    assertThatThrownBy(store::force).isInstanceOf(StorageFailureException.class);
    assertThatThrownBy(() -> store.append(CHAIN.get(1)))
        .isInstanceOf(StorageFailureException.class);
    assertThatThrownBy(store::force).isInstanceOf(StorageFailureException.class);
  }

  @Test
  void aLongLedgerHoldsNoMoreFilesOpen() throws Exception {
    assumeTrue(Files.isDirectory(DESCRIPTORS));
    try (FolderVolume volume = FolderVolume.open(folder)) {
      BlockStore store = SmallStore.blocks(volume, 5, StoredSample.OPTIONS);
      store.append(CHAIN.get(0));
      long few = openFiles();
      CHAIN.forEach(store::append);
      assertThat(volume.list()).hasSizeGreaterThan(5);
      assertAllRead(store);
      assertThat(openFiles()).isEqualTo(few);
      store.close();
      BlockStore again = SmallStore.blocks(volume, 5, StoredSample.OPTIONS);
      assertAllRead(again);
      assertThat(openFiles()).isEqualTo(few);
      again.close();
      assertThat(openFiles()).isLessThan(few);
    }
  }

  private static void assertAllRead(BlockStore store) {
    for (CertifiedBlock each : CHAIN) {
      assertThat(store.blockAt(each.block().height())).contains(each);
    }
  }

  /** How many of this process's descriptors lead into the folder. */
  private long openFiles() throws IOException {
    Path real = folder.toRealPath();
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.filter(each -> leadsTo(each, real)).count();
    }
  }

  private static boolean leadsTo(Path descriptor, Path folder) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(folder);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}

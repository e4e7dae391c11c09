package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;

/** STO-17: a long ledger holds no more files open than a short one. */
class OpenFilesTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final StoreOptions SMALL_SEGMENTS =
      new StoreOptions(
          Pbft.PROTOCOL, true, StoreOptions.of(Pbft.PROTOCOL).commitDelay(), 2_000, 1 << 20);
  private static final List<CertifiedBlock> CHAIN = SampleDecisions.chain(60, 6, 50);

  @TempDir private Path folder;

  @Test
  void aLongLedgerHoldsNoMoreFilesOpen() throws Exception {
    assumeTrue(Files.isDirectory(DESCRIPTORS));
    try (FolderVolume volume = FolderVolume.open(folder)) {
      BlockStore store = SmallStore.blocks(volume, 5, SMALL_SEGMENTS);
      store.append(CHAIN.get(0));
      long few = openFiles();
      CHAIN.forEach(store::append);
      assertThat(volume.list()).hasSizeGreaterThan(5);
      assertAllRead(store);
      assertThat(openFiles()).isEqualTo(few);
      store.close();
      BlockStore again = SmallStore.blocks(volume, 5, SMALL_SEGMENTS);
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

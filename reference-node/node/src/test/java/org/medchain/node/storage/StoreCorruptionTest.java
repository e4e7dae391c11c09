package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/**
 * STO-2, STO-4, STO-20: planted damage is refused, at its file and byte, and never silently used.
 */
@Tag("process")
class StoreCorruptionTest {
  private static final SmallStore.Content WHOLE = whole();

  private static SmallStore.Content whole() {
    try {
      return SmallStore.read(SmallStore.made(true));
    } catch (IOException | CorruptStoreException e) {
      throw new AssertionError(e);
    }
  }

  /** The content that is read; empty if the store is refused at that file, not after that byte. */
  private static Optional<SmallStore.Content> read(FaultyVolume volume, String file, long at)
      throws IOException {
    try {
      return Optional.of(SmallStore.read(volume));
    } catch (CorruptStoreException e) {
      assertThat(e.faults().get(0).file()).isEqualTo(file);
      assertThat(e.faults().get(0).at()).isBetween(0L, at);
      assertThat(e.report()).hasSize(3);
      assertThat(e.report().get(2)).contains("--recover");
      return Optional.empty();
    }
  }

  /** All of it was proved to be forced by the mark at the end. */
  @Example
  void everyFlippedByteOfAClosedStoreIsRefused() throws Exception {
    FaultyVolume made = SmallStore.made(true);
    int refused = 0;
    for (String file : made.list()) {
      for (int at = 0; at < made.bytes(file).length; at++) {
        FaultyVolume volume = made.copy();
        volume.flip(file, at, 1 << (at % 8));
        Optional<SmallStore.Content> content = read(volume, file, at);
        content.ifPresent(found -> assertThat(found).as(file).isEqualTo(WHOLE));
        refused += content.isEmpty() ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(2_500);
  }

  @Example
  void aMissingLogBesideBlocksIsNoNewStore() throws Exception {
    FaultyVolume volume = SmallStore.made(true);
    for (String file : volume.list()) {
      if (file.startsWith("log")) {
        volume.delete(file);
      }
    }
    assertThatThrownBy(() -> SmallStore.read(volume))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("the log is missing");
  }

  /** A file of another store is not mistaken for this one's. */
  @Example
  void anotherStoresFileIsRefused() throws Exception {
    FaultyVolume volume = SmallStore.made(true);
    FaultyVolume other = new FaultyVolume();
    StoreWriter.open(other, SmallStore.OPTIONS, () -> 99, () -> 0).close();
    String name = SegmentHeader.SegmentKind.BLOCKS.fileName(1);
    volume.delete(name);
    volume.create(name).append(ByteBuffer.wrap(other.bytes(name)));
    assertThatThrownBy(() -> SmallStore.read(volume))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining(name + ", byte 0")
        .hasMessageContaining("belongs elsewhere");
  }
}

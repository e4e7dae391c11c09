package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

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

  /** The superblock says what had been forced to the last group; blocks behind that may go. */
  @Example
  void everyFlippedByteOfAKilledStoreIsRefusedOrUnforced() throws Exception {
    FaultyVolume made = SmallStore.made(false);
    for (String file : made.list()) {
      for (int at = 0; at < made.bytes(file).length; at++) {
        FaultyVolume volume = made.copy();
        volume.flip(file, at, 1 << (at % 8));
        Optional<SmallStore.Content> content = read(volume, file, at);
        if (content.isPresent()) {
          assertThat(content.get().isBeginningOf(WHOLE)).as(file + " " + at).isTrue();
          assertThat(content.get().log()).as(file + " " + at).isEqualTo(WHOLE.log());
        }
      }
    }
  }

  @Example
  void everyShorterFileOfAClosedStoreIsRefusedOrTheSame() throws Exception {
    FaultyVolume made = SmallStore.made(true);
    for (String file : made.list()) {
      int length = made.bytes(file).length;
      for (int size = 0; size < length; size++) {
        FaultyVolume volume = made.copy();
        volume.open(file).truncate(size);
        Optional<SmallStore.Content> content = read(volume, file, length);
        content.ifPresent(found -> assertThat(found).as(file).isEqualTo(WHOLE));
      }
    }
  }

  @Example
  void everyMissingFileIsRefusedUnlessNothingWasInIt() throws Exception {
    FaultyVolume made = SmallStore.made(true);
    for (String file : made.list()) {
      FaultyVolume volume = made.copy();
      volume.delete(file);
      try {
        SmallStore.Content content = SmallStore.read(volume);
        assertThat(content).as(file).isEqualTo(WHOLE);
      } catch (CorruptStoreException e) {
        assertThat(e.report()).hasSize(3);
      }
    }
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

  @Property(tries = 400)
  void misdirectedWritesAreNoticed(
      @ForAll @IntRange(max = 100_000) int from,
      @ForAll @IntRange(max = 100_000) int to,
      @ForAll @IntRange(min = 1, max = 300) int length)
      throws Exception {
    FaultyVolume volume = SmallStore.made(true);
    List<String> files = volume.list();
    byte[] source = volume.bytes(files.get(from % files.size()));
    String file = files.get(to % files.size());
    int at = to / 7 % volume.bytes(file).length;
    int begin = from / 7 % source.length;
    byte[] moved = Arrays.copyOfRange(source, begin, Math.min(source.length, begin + length));
    volume.misdirect(file, at, moved);
    Optional<SmallStore.Content> content = read(volume, file, at + moved.length);
    content.ifPresent(found -> assertThat(found).isEqualTo(WHOLE));
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

  /** Garbage after the end was never forced: it is cut off, and the store continues. */
  @Property(tries = 100)
  void garbageAfterTheEndIsCutOff(@ForAll byte[] garbage) throws Exception {
    FaultyVolume volume = SmallStore.made(true);
    String last = volume.list().stream().filter(each -> each.startsWith("log")).toList().getLast();
    volume.open(last).append(ByteBuffer.wrap(garbage));
    assertThat(SmallStore.read(volume)).isEqualTo(WHOLE);
  }
}

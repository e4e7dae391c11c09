package org.medchain.node.files.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.medchain.node.files.SampleFiles;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.ManifestDigestStream;

/** PRIV-2, FILE-1, FILE-2: a file leaves as noise, and opens whole and unchanged or not at all. */
class FileCipherTest {
  private static final int SEGMENT = 1024;
  private static final FileKey KEY = SampleFiles.key(1);

  /** The length of plaintext that fits exactly into this number of segments. */
  private static int exactly(int segments) {
    return segments * (SEGMENT - FileCipher.TAG_SIZE) - FileCipher.HEADER_SIZE;
  }

  @Property(seed = "1", tries = 200)
  void everyLengthRoundTrips(
      @ForAll @IntRange(max = 5000) int length, @ForAll @IntRange(min = 10, max = 12) int bits)
      throws IOException {
    byte[] plain = SampleFiles.bytes(length, length);
    byte[] sealed = SampleFiles.sealed(plain, KEY, 1 << bits);
    assertThat(sealed).hasSize((int) sealedLength(length, 1 << bits));
    assertThat(SampleFiles.opened(sealed, KEY)).isEqualTo(plain);
  }

  @Example
  void emptyAndExactMultiplesComeBackWithoutAnEmptySegmentAtTheEnd() throws IOException {
    for (int segments = 1; segments <= 4; segments++) {
      for (int off = -1; off <= 1; off++) {
        byte[] plain = SampleFiles.bytes(exactly(segments) + off, segments);
        byte[] sealed = SampleFiles.sealed(plain, KEY, SEGMENT);
        assertThat(sealed.length).isEqualTo(sealedLength(plain.length, SEGMENT));
        assertThat(sealed.length <= segments * SEGMENT).isEqualTo(off <= 0);
        assertThat(SampleFiles.opened(sealed, KEY)).isEqualTo(plain);
      }
    }
    assertThat(SampleFiles.opened(SampleFiles.sealed(new byte[0], KEY, SEGMENT), KEY)).isEmpty();
  }

  @Example
  void everyFlippedByteIsSeen() throws IOException {
    byte[] sealed = SampleFiles.sealed(SampleFiles.bytes(exactly(2) + 20, 7), KEY, SEGMENT);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= (byte) (1 << at % 8);
      assertThatThrownBy(() -> SampleFiles.opened(changed, KEY))
          .as("byte %d", at)
          .isInstanceOf(CorruptFileException.class);
    }
  }

  @Example
  void truncationAndAppendedBytesAreDetected() throws IOException {
    byte[] sealed = SampleFiles.sealed(SampleFiles.bytes(exactly(3), 7), KEY, SEGMENT);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> SampleFiles.opened(cut, KEY))
          .as("%d bytes", length)
          .isInstanceOf(CorruptFileException.class);
    }
    for (int more : new int[] {1, 16, SEGMENT}) {
      byte[] longer = Arrays.copyOf(sealed, sealed.length + more);
      assertThatThrownBy(() -> SampleFiles.opened(longer, KEY))
          .isInstanceOf(CorruptFileException.class);
    }
  }

  @Property(seed = "2", tries = 60)
  void segmentsThatChangedPlacesOrCameFromAnotherFileAreSeen(
      @ForAll @IntRange(min = 0, max = 4) int first, @ForAll @IntRange(min = 0, max = 4) int second)
      throws IOException {
    byte[] plain = SampleFiles.bytes(exactly(5), 7);
    byte[] sealed = SampleFiles.sealed(plain, KEY, SEGMENT);
    byte[] other = SampleFiles.sealed(plain, KEY, SEGMENT);
    byte[] mixed = sealed.clone();
    System.arraycopy(other, first * SEGMENT, mixed, first * SEGMENT, SEGMENT);
    assertThatThrownBy(() -> SampleFiles.opened(mixed, KEY))
        .isInstanceOf(CorruptFileException.class);
    if (first != second) {
      byte[] swapped = sealed.clone();
      System.arraycopy(sealed, first * SEGMENT, swapped, second * SEGMENT, SEGMENT);
      System.arraycopy(sealed, second * SEGMENT, swapped, first * SEGMENT, SEGMENT);
      assertThatThrownBy(() -> SampleFiles.opened(swapped, KEY))
          .isInstanceOf(CorruptFileException.class);
    }
  }

  @Example
  void wrongKeyIsDistinguishedFromCorruption() throws IOException {
    byte[] sealed = SampleFiles.sealed(SampleFiles.bytes(100, 1), KEY, SEGMENT);
    assertThatThrownBy(() -> SampleFiles.opened(sealed, SampleFiles.key(2)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("key does not fit");
  }

  /** FILE-1: equal files, equal segments and a key used twice leave no equal blocks. */
  @Example
  void nothingOfWhatLeavesRepeats() throws IOException {
    byte[] plain = new byte[exactly(8)];
    Set<String> blocks = new HashSet<>();
    for (int file = 0; file < 3; file++) {
      byte[] sealed = SampleFiles.sealed(plain, KEY, SEGMENT);
      for (int at = 8; at + 16 <= sealed.length; at += 16) {
        String block = Arrays.toString(Arrays.copyOfRange(sealed, at, at + 16));
        assertThat(blocks.add(block)).isTrue();
      }
    }
  }

  @Example
  void keysAreNewEachTimeAndNeverPrinted() {
    SecureRandom random = new SecureRandom();
    FileKey key = FileKey.random(random);
    assertThat(key).isNotEqualTo(FileKey.random(random));
    assertThat(key.toString()).doesNotContain(key.value().toHex().substring(0, 8));
  }

  @Example
  void eightMebibytesTakeLittleMemory() throws IOException {
    boundedMemory(8L << 20);
  }

  @Example
  @Tag("exhaustive")
  void sixtyFourMebibytesTakeNoMore() throws IOException {
    boundedMemory(64L << 20);
  }

  /** FILE-1: never more is in hand than was read and not yet written: a few segments. */
  private static void boundedMemory(long length) throws IOException {
    int segment = FileManifest.DEFAULT_PIECE_SIZE;
    Flow flow = new Flow(length);
    ManifestDigestStream digest = new ManifestDigestStream(segment);
    FileCipher.seal(flow, KEY, segment, new SecureRandom(), flow.checked(digest));
    assertThat(flow.most).isLessThan(3L * segment);
    assertThat(digest.finish(SampleFiles.keys(1).publicKey()).file().length())
        .isEqualTo(sealedLength(length, segment));
  }

  /** A stream of this number of zeros, which records how far reading runs ahead of writing. */
  private static final class Flow extends InputStream {
    private final long length;
    private long read;
    private long most;

    Flow(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return read < length ? (int) (read++ & 0xFF) : -1;
    }

    @Override
    public int read(byte[] to, int from, int count) {
      int part = (int) Math.min(count, length - read);
      read += part;
      return part == 0 ? -1 : part;
    }

    OutputStream checked(OutputStream to) {
      return new OutputStream() {
        private long written;

        @Override
        public void write(int one) throws IOException {
          write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          most = Math.max(most, read - written);
          written += count;
          to.write(bytes, from, count);
        }
      };
    }
  }

  @Example
  void aHalfOpenedStreamHasWrittenOnlyVerifiedSegments() throws IOException {
    byte[] plain = SampleFiles.bytes(exactly(3), 5);
    byte[] sealed = SampleFiles.sealed(plain, KEY, SEGMENT);
    sealed[2 * SEGMENT + 5] ^= 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> FileCipher.open(new ByteArrayInputStream(sealed), KEY, out))
        .hasMessageContaining("segment 2");
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(plain, exactly(2)));
  }

  /** Length of the encrypted file of {@code plain} bytes. */
  private static long sealedLength(long plain, int segmentSize) {
    int whole = segmentSize - FileCipher.TAG_SIZE;
    long behindFirst = Math.max(0, plain - (whole - FileCipher.HEADER_SIZE));
    return FileCipher.HEADER_SIZE
        + plain
        + (1 + Math.ceilDiv(behindFirst, whole)) * FileCipher.TAG_SIZE;
  }
}

package org.medchain.node.files.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.node.files.SampleFiles;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.transport.RefusedException;

/** FILE-11: a manifest that cannot be read costs no piece, and the file is whole with it again. */
class UnreadableManifestTest {
  private static final long QUOTA = 1 << 20;

  @TempDir private Path folder;
  private final SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Path manifest = Path.of("");
  private byte[] whole = new byte[0];

  @BeforeEach
  void aHolderWithAFile() throws IOException, RefusedException {
    putAll(open(QUOTA), made);
    manifest = folder.resolve("files").resolve(made.id().toHex() + ".deposit");
    whole = Files.readAllBytes(manifest);
  }

  private PieceStore open(long quota) throws IOException {
    meters = new SimpleMeterRegistry();
    return PieceStore.open(folder, quota, meters);
  }

  private static void putAll(PieceStore store, SampleFiles.SampleFile file)
      throws IOException, RefusedException {
    store.reserve(file.deposit());
    for (Piece piece : file.pieces()) {
      store.putPiece(file.id(), piece);
    }
  }

  private TreeMap<Path, Bytes> contents() throws IOException {
    TreeMap<Path, Bytes> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        found.put(path, Bytes.of(Files.readAllBytes(path)));
      }
    }
    return found;
  }

  private void deletesNothing(byte[] damaged) throws IOException, RefusedException {
    Files.write(manifest, damaged);
    TreeMap<Path, Bytes> before = contents();
    PieceStore store = open(QUOTA);
    assertThat(contents()).isEqualTo(before);
    assertThat(store.ids()).isEmpty();
    assertThat(meters.counter("medchain.files.damaged").count()).isEqualTo(1);
    store.reserve(made.deposit());
    assertThat(store.isComplete(made.id())).isTrue();
    assertThat(store.scrub(made.id())).isZero();
    assertThat(store.bytesHeld()).isEqualTo(made.file().diskBytes());
    assertThat(Files.readAllBytes(manifest)).isEqualTo(whole);
  }

  /** Also a flipped bit with which it decodes: the file of another name is not this one. */
  @Test
  void aFlippedBitAnywhereDeletesNothing() throws IOException, RefusedException {
    Random random = new Random(27);
    for (int at = 0; at < whole.length; at += 3) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      deletesNothing(flipped);
    }
  }

  @Test
  void aLostEndOrPageDeletesNothing() throws IOException, RefusedException {
    for (int length = 0; length < whole.length; length += 17) {
      deletesNothing(Arrays.copyOf(whole, length));
      byte[] zeroed = whole.clone();
      Arrays.fill(zeroed, length, whole.length, (byte) 0);
      deletesNothing(zeroed);
    }
    deletesNothing(Arrays.copyOf(whole, whole.length + 1));
  }

  /** Another valid manifest under its name: misdirected writes happen. */
  @Test
  void anotherFilesManifestDeletesNothing() throws IOException, RefusedException {
    deletesNothing(SampleFiles.stored(3_000, 2, 1024).deposit().encoded().toArray());
  }

  /** A folder in its place represents a bad sector: reading fails, the store opens. */
  @Test
  void aReadThatFailsDeletesNothing() throws IOException, RefusedException {
    Files.delete(manifest);
    Files.createDirectory(manifest);
    TreeMap<Path, Bytes> before = contents();
    PieceStore store = open(QUOTA);
    assertThat(contents()).isEqualTo(before);
    assertThatThrownBy(() -> store.reserve(made.deposit())).isInstanceOf(IOException.class);
    Files.delete(manifest);
    store.reserve(made.deposit());
    assertThat(store.isComplete(made.id())).isTrue();
  }

  @Test
  void anUnreadableTableKeepsThePiecesOfAll() throws IOException {
    Files.write(manifest, new byte[10]);
    Path table = folder.resolve("files").resolve(made.id().toHex() + ".paths");
    Files.delete(table);
    Files.createDirectory(table);
    TreeMap<Path, Bytes> before = contents();
    open(QUOTA);
    assertThat(contents()).isEqualTo(before);
  }

  /** Pieces that no file has go as before, and the files beside them are as they were. */
  @Test
  void otherFilesAreServedAndStraysSwept() throws IOException, RefusedException {
    SampleFiles.SampleFile other = SampleFiles.stored(3_000, 2, 1024);
    putAll(open(QUOTA), other);
    Files.write(manifest, new byte[10]);
    Path stray = folder.resolve("pieces").resolve("00".repeat(32));
    Files.write(stray, new byte[10]);
    PieceStore store = open(QUOTA);
    assertThat(stray).doesNotExist();
    assertThat(store.ids()).containsExactly(other.id());
    assertThat(store.unreadableIds()).containsExactly(made.id());
    assertThat(meters.get("medchain.files.unreadable").gauge().value()).isEqualTo(1);
    assertThat(store.isComplete(other.id())).isTrue();
    assertThatThrownBy(() -> store.piece(made.id(), 0))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the manifest of file " + made.id().brief() + " is unreadable here");
    store.reserve(made.deposit());
    assertThat(store.unreadableIds()).isEmpty();
    assertThat(meters.get("medchain.files.unreadable").gauge().value()).isZero();
  }

  /** FILE-5: the kept pieces take their room; the file itself has it already. */
  @Test
  void keptPiecesCountAgainstTheQuota() throws IOException, RefusedException {
    Files.write(manifest, new byte[10]);
    PieceStore store = open(made.file().diskBytes());
    assertThat(store.bytesHeld()).isEqualTo(3 * 4096);
    SampleFiles.SampleFile other = SampleFiles.stored(3_000, 2, 1024);
    assertThatThrownBy(() -> store.reserve(other.deposit()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the holder is full: 12288 of 28672 bytes");
    store.reserve(made.deposit());
    assertThat(store.bytesHeld()).isEqualTo(made.file().diskBytes());
  }
}

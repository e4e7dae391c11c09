package org.medchain.node.files.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.data.Hash;
import org.medchain.node.files.SampleFiles;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.Piece.ChunkProof;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;

/** FILE-5, FILE-6: a holder's pieces are whole, verified, within its quota, and swept. */
class PieceStoreTest {
  @TempDir private Path folder;
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private PieceStore open(long quota) throws IOException {
    meters = new SimpleMeterRegistry();
    return PieceStore.open(folder, quota, meters);
  }

  private static void putAll(PieceStore store, SampleFiles.SampleFile made)
      throws IOException, RefusedException {
    store.reserve(made.deposit());
    for (Piece piece : made.pieces()) {
      store.putPiece(made.id(), piece);
    }
  }

  private List<Path> pieceFiles() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("pieces"))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void aFileIsWholeWithItsLastPieceAndStaysSo() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    PieceStore store = open(100_000);
    store.reserve(made.deposit());
    for (int index = 4; index >= 0; index--) {
      assertThat(store.isComplete(made.id())).isFalse();
      store.putPiece(made.id(), made.pieces().get(index));
    }
    for (PieceStore each : List.of(store, open(100_000))) {
      assertThat(each.isComplete(made.id())).isTrue();
      assertThat(each.manifest(made.id())).isEqualTo(made.deposit());
      for (Piece piece : made.pieces()) {
        assertThat(each.piece(made.id(), piece.index())).isEqualTo(piece);
      }
      assertThat(each.bytesHeld()).isEqualTo(made.file().diskBytes()).isEqualTo(7 * 4096);
    }
  }

  @Test
  void whatIsNotOfTheFileIsRefused() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    SampleFiles.SampleFile other = SampleFiles.stored(5_000, 2, 1024);
    PieceStore store = open(100_000);
    assertThatThrownBy(() -> store.putPiece(made.id(), made.pieces().get(0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not held here");
    store.reserve(made.deposit());
    assertThatThrownBy(() -> store.putPiece(made.id(), other.pieces().get(0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not of file");
    assertThat(pieceFiles()).isEmpty();
    SignedManifest forged =
        new SignedManifest(other.file(), other.deposit().record(), made.deposit().signature());
    assertThatThrownBy(() -> store.reserve(forged))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not its owner's");
  }

  @Test
  void quotaIsEnforcedAndReported() throws IOException, RefusedException {
    PieceStore store = open(12 * 4096);
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    store.reserve(made.deposit());
    SampleFiles.SampleFile more = SampleFiles.stored(3_073, 2, 1024);
    assertThatThrownBy(() -> store.reserve(more.deposit()))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the holder is full: 28672 of 49152 bytes are taken, the file needs 24576");
    store.reserve(SampleFiles.stored(3_072, 3, 1024).deposit());
    store.release(made.id());
    store.reserve(more.deposit());
    assertThat(store.bytesHeld()).isEqualTo(11 * 4096);
  }

  /** Damage of every kind is seen when the piece is read, dropped, counted, and can be mended. */
  @Test
  void corruptPieceIsDroppedReportedAndRepaired() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    PieceStore store = open(100_000);
    putAll(store, made);
    Path data = pieceFiles().getFirst();
    byte[] damaged = Files.readAllBytes(data);
    damaged[100] ^= 4;
    Arrays.fill(damaged, 1024, 2048, (byte) 0);
    Files.write(data, Arrays.copyOf(damaged, 3_500));
    assertThat(store.scrub(made.id())).isEqualTo(4);
    assertThat(store.isComplete(made.id())).isFalse();
    assertThat(meters.counter("medchain.files.damaged").count()).isEqualTo(4);
    assertThat(store.presentPieces(made.id()).cardinality()).isEqualTo(1);
    putAll(store, made);
    assertThat(store.scrub(made.id())).isZero();
    assertThat(open(100_000).isComplete(made.id())).isTrue();
    Files.delete(data);
    assertThat(store.scrub(made.id())).isEqualTo(5);
  }

  /** A file whose end is lost has fewer pieces when it is opened; a longer one does no harm. */
  @Test
  void aFileOfAnotherLengthIsNeverBelieved() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    putAll(open(100_000), made);
    Path data = pieceFiles().getFirst();
    byte[] whole = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(whole, 3_500));
    assertThat(open(100_000).presentPieces(made.id()).stream().boxed()).containsExactly(0, 1, 2);
    Files.write(data, Arrays.copyOf(whole, 70_000));
    assertThat(open(100_000).scrub(made.id())).isZero();
  }

  /** STO-4: a folder with a file for each piece is refused, and nothing in it is swept. */
  @Test
  void aFolderOfAnotherVersionIsRefusedInOneLine() throws IOException {
    Path piece = folder.resolve("pieces").resolve("00").resolve("00".repeat(32));
    Files.createDirectories(piece.getParent());
    Files.write(piece, new byte[10]);
    assertThatThrownBy(() -> open(100_000))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "pieces has format 1, and only format 2 is read: start the version that wrote it");
    assertThat(piece).exists();
  }

  /** FILE-6: a corrupt path table never makes it serve a piece that is not the file's. */
  @Test
  void tornTableLosesPiecesButNeverCorruptsThem() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    putAll(open(100_000), made);
    Path table = folder.resolve("files").resolve(made.id().toHex() + ".paths");
    byte[] whole = Files.readAllBytes(table);
    for (int at = 0; at < whole.length; at += 61) {
      byte[] torn = whole.clone();
      torn[at] ^= 1;
      Files.write(table, torn);
      PieceStore store = open(100_000);
      int found = 0;
      for (Piece piece : made.pieces()) {
        if (store.presentPieces(made.id()).get(piece.index())) {
          assertThat(store.piece(made.id(), piece.index())).isEqualTo(piece);
          found++;
        }
      }
      assertThat(found).isBetween(4, 5);
      putAll(store, made);
    }
    Files.delete(table);
    PieceStore store = open(100_000);
    assertThat(store.presentPieces(made.id()).isEmpty()).isTrue();
    store.release(made.id());
    assertThat(pieceFiles()).isEmpty();
  }

  /** FILE-5: a piece goes with the last file that has it. */
  @Test
  void sharedPiecesGoWithTheLastFile() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(3_000, 1, 1024);
    SignedManifest twin =
        SignedManifest.sign(
            new FileManifest(
                SampleFiles.keys(2).publicKey(),
                1024,
                3_000,
                made.file().root(),
                made.file().content()),
            SampleFiles.keys(2));
    PieceStore store = open(100_000);
    putAll(store, made);
    store.reserve(twin);
    for (Piece piece : made.pieces()) {
      store.putPiece(twin.id(), piece);
    }
    assertThat(pieceFiles()).hasSize(2);
    store.release(made.id());
    assertThat(pieceFiles()).hasSize(1);
    assertThat(store.scrub(twin.id())).isZero();
    assertThat(store.piece(twin.id(), 1)).isEqualTo(made.pieces().get(1));
    store.release(twin.id());
    assertThat(pieceFiles()).isEmpty();
    assertThat(store.ids()).isEmpty();
    assertThat(store.bytesHeld()).isZero();
  }

  @Test
  void whatAnInterruptionLeftIsSweptWhenOpened() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(3_000, 1, 1024);
    putAll(open(100_000), made);
    Files.write(folder.resolve("files").resolve("ab.deposit"), new byte[10]);
    Path strays = folder.resolve("pieces");
    Files.write(strays.resolve(Hash.ZERO.toHex()), new byte[10]);
    Files.write(strays.resolve(Hash.MAX.toHex() + ".new"), new byte[10]);
    PieceStore store = open(100_000);
    assertThat(store.ids()).containsExactly(made.id());
    assertThat(pieceFiles()).containsExactly(strays.resolve(made.id().toHex()));
    assertThat(meters.counter("medchain.files.damaged").count()).isEqualTo(1);
    Files.delete(folder.resolve("files").resolve(made.id().toHex() + ".deposit"));
    assertThat(open(100_000).ids()).isEmpty();
    assertThat(pieceFiles()).isEmpty();
  }

  @Test
  void auditsOfTheLedgerAreProvedFromTheStore() throws IOException, RefusedException {
    SampleFiles.SampleFile made = SampleFiles.stored(10_000, 1, 4096);
    PieceStore store = open(100_000);
    putAll(store, made);
    for (int chunk = 0; chunk < made.file().chunkCount(); chunk++) {
      ChunkProof answer = store.proveChunk(made.id(), chunk);
      assertThat(answer.chunk().content().size()).isLessThanOrEqualTo(Chunk.MAX_SIZE);
      assertThat(answer.proof().index()).isEqualTo(chunk);
      assertThat(
              answer.proof().proves(answer.chunk(), made.file().root(), made.file().chunkCount()))
          .isTrue();
    }
    assertThatThrownBy(() -> store.proveChunk(made.id(), made.file().chunkCount()))
        .isInstanceOf(RefusedException.class);
  }
}

package org.medchain.node.files.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.files.SampleFiles;

/** STO-6, FILE-8: after an interruption a piece counts only if its proof is checked again. */
class PieceFileTest {
  @TempDir private Path folder;

  private static BitSet bits(int... set) {
    BitSet made = new BitSet();
    Arrays.stream(set).forEach(made::set);
    return made;
  }

  private Path path(SampleFiles.SampleFile made, String ending) {
    return folder.resolve(made.id().toHex() + ending);
  }

  @Test
  void piecesAreThereWhenItIsOpenedAgain() throws IOException {
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    PieceFile begun = PieceFile.partial(made.file(), folder);
    assertThat(begun.presentPieces()).isEqualTo(bits());
    begun.write(made.pieces().get(4));
    begun.write(made.pieces().get(1));
    PieceFile partial = PieceFile.partial(made.file(), folder);
    assertThat(partial.presentPieces()).isEqualTo(bits(1, 4));
    for (Piece piece : made.pieces()) {
      partial.write(piece);
    }
    assertThat(partial.presentPieces()).isEqualTo(bits(0, 1, 2, 3, 4));
    assertThat(partial.data()).hasBinaryContent(SampleFiles.bytes(5_000, 1));
    partial.delete();
    assertThat(folder).isEmptyDirectory();
  }

  /** A changed or lost byte in either file costs at most the download of one piece. */
  @Test
  void damageInEitherFileMakesPiecesMissingNeverWrong() throws IOException {
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    PieceFile partial = PieceFile.partial(made.file(), folder);
    for (Piece piece : made.pieces()) {
      partial.write(piece);
    }
    for (String ending : new String[] {".partial", ".paths"}) {
      byte[] whole = Files.readAllBytes(path(made, ending));
      for (int at = 0; at < whole.length; at += 37) {
        byte[] changed = whole.clone();
        changed[at] ^= 8;
        Files.write(path(made, ending), changed);
        check(made, 4);
        Files.write(path(made, ending), Arrays.copyOf(whole, at));
        check(made, 0);
      }
      Files.write(path(made, ending), whole);
    }
  }

  private void check(SampleFiles.SampleFile made, int atLeast) throws IOException {
    byte[] data = Files.readAllBytes(path(made, ".partial"));
    PieceFile partial = PieceFile.partial(made.file(), folder);
    assertThat(partial.presentPieces().cardinality()).isGreaterThanOrEqualTo(atLeast);
    for (Piece piece : made.pieces()) {
      int from = piece.index() * 1024;
      if (partial.presentPieces().get(piece.index())) {
        assertThat(Arrays.copyOfRange(data, from, from + piece.content().size()))
            .isEqualTo(piece.content().toArray());
      }
    }
  }

  @Test
  void aFileOfOnePieceHasNoWayAndIsVerifiedAllTheSame() throws IOException {
    SampleFiles.SampleFile made = SampleFiles.stored(500, 1, 1024);
    PieceFile.partial(made.file(), folder).write(made.pieces().get(0));
    Files.write(path(made, ".partial"), new byte[500]);
    assertThat(PieceFile.partial(made.file(), folder).presentPieces()).isEqualTo(bits());
  }
}

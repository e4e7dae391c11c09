package org.medchain.baseline.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;

/** BASE-7: what a log has on the disk, and what it makes of that after a kill. */
class TileLogTest {
  @TempDir private Path folder;

  private NoteSigner signer() throws IOException {
    return NoteSigner.at(folder.resolve("key"), "log.example/x", NoteKey.ED25519);
  }

  private TileLog open() throws IOException {
    return TileLog.open(folder.resolve("log"), signer());
  }

  private static Bytes entry(int i) {
    return Bytes.utf8("entry " + i);
  }

  private LogCheckpoint fill(TileLog log, int upTo) throws IOException {
    for (int i = log.size(); i < upTo; i++) {
      assertThat(log.append(entry(i))).isEqualTo(i);
    }
    SignedNote note = log.sign(0);
    log.publish(note);
    assertThat(note.signedBy(signer().key())).isTrue();
    return LogCheckpoint.parse(note.text());
  }

  @Test
  @DisplayName("tiles are named and filled as C2SP tlog-tiles says (BASE-7)")
  void tiles() throws IOException {
    assertThat(IntStream.of(0, 67, 1_234_067, 256_000).mapToObj(TileLog::path))
        .containsExactly("000", "067", "x001/x234/067", "x256/000");
    try (TileLog log = open()) {
      LogCheckpoint head = fill(log, 2 * 256 + 70);
      Path tiles = folder.resolve("log/tile");
      List<Hash> leaves = new ArrayList<>();
      List<Bytes> entries = new ArrayList<>();
      for (String name : List.of("000", "001", "002.p/70")) {
        leaves.addAll(hashes(tiles.resolve("0").resolve(name)));
        byte[] bundle = Files.readAllBytes(tiles.resolve("entries").resolve(name));
        entries.addAll(TileLog.bundle(ByteBuffer.wrap(bundle)));
      }

      assertThat(entries).isEqualTo(IntStream.range(0, 582).mapToObj(TileLogTest::entry).toList());
      assertThat(leaves).isEqualTo(entries.stream().map(TileLog::leafHash).toList());
      assertThat(MerkleTree.overSubtrees(leaves).root()).isEqualTo(head.root());
      assertThat(hashes(tiles.resolve("1/000.p/2")))
          .containsExactly(
              MerkleTree.overSubtrees(leaves.subList(0, 256)).root(),
              MerkleTree.overSubtrees(leaves.subList(256, 512)).root());
      assertThat(tiles.resolve("2")).doesNotExist();
      assertThat(Bytes.of(Files.readAllBytes(tiles.resolve("entries/000"))).slice(0, 4))
          .isEqualTo(Bytes.fromHex("0007656e"));
      fill(log, 3 * 256);
      assertThat(tiles.resolve("0/002")).exists();
      assertThat(tiles.resolve("0/002.p")).doesNotExist();
    }
  }

  private static List<Hash> hashes(Path tile) throws IOException {
    byte[] all = Files.readAllBytes(tile);
    return IntStream.range(0, all.length / Hash.SIZE)
        .mapToObj(i -> Hash.fromArray(all, i * Hash.SIZE))
        .toList();
  }

  @Test
  @DisplayName("a log continues after a kill, without what was half written (BASE-2)")
  void afterKill() throws IOException {
    LogCheckpoint head;
    try (TileLog log = open()) {
      head = fill(log, 5);
      log.append(entry(5));
    }
    Files.write(folder.resolve("log/entries"), new byte[] {0, 7, 'e'}, StandardOpenOption.APPEND);
    try (TileLog log = open()) {
      assertThat(log.size()).isEqualTo(6);
      LogCheckpoint next = fill(log, 9);
      assertThat(log.consistency(5, 9).proves(head.root(), next.root())).isTrue();
      assertThat(log.inclusion(5, 9).proves(TileLog.leaf(entry(5)), next.root(), 9)).isTrue();
    }
    try (TileLog log = open()) {
      assertThat(log.entries())
          .isEqualTo(IntStream.range(0, 9).mapToObj(TileLogTest::entry).toList());
    }
  }

  @Test
  @DisplayName("entries that have not the published root are refused (BASE-7)")
  void otherEntries() throws IOException {
    try (TileLog log = open()) {
      fill(log, 5);
    }
    Path file = folder.resolve("log/entries");
    byte[] all = Files.readAllBytes(file);
    all[8] = 'x';
    Files.write(file, all);

    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("root");
    Files.write(file, new byte[0]);
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("root");
  }
}

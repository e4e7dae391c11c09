package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/** STO-6, STO-7, PRIV-2, FILE-7, FILE-8: from one disk to three holders and back, r = 3 of 5. */
class MedicalFilesTest {
  private static final int PIECE = 4096;

  @TempDir private Path folder;
  private ExecutorService threads;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newFixedThreadPool(4);
    cluster = new Cluster(folder, 5, threads);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private Path plain(int length) throws IOException {
    return Files.write(folder.resolve("scan" + length), Samples.bytes(length, length));
  }

  @Test
  void whatIsPutComesBackForTheReaderEvenWithHoldersGone()
      throws IOException, Refused, InterruptedException {
    PublicKey reader = Samples.keys(2).publicKey();
    Path plain = plain(200_000);
    MedicalFiles.Placed placed = cluster.client(1, PIECE).put(plain, List.of(reader));
    assertThat(placed.holders())
        .isEqualTo(HolderRanking.of(placed.id(), cluster.keys()).subList(0, 3));
    assertThat(cluster.live(placed.id())).containsExactlyInAnyOrderElementsOf(placed.holders());
    Path target = folder.resolve("read");
    for (PublicKey holder : placed.holders().subList(0, 2)) {
      StoredFile got = cluster.client(2, PIECE).get(placed.grants().get(0), target);
      assertThat(got).isEqualTo(placed.deposit().file());
      assertThat(target).hasSameBinaryContentAs(plain);
      cluster.network.cut(holder);
    }
    cluster.client(1, PIECE).get(placed.id(), placed.key(), target);
    assertThat(target).hasSameBinaryContentAs(plain);
    cluster.network.cut(placed.holders().get(2));
    assertThatThrownBy(() -> cluster.client(1, PIECE).get(placed.id(), placed.key(), target))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is with nobody");
    assertThat(folder.resolve("client1")).isEmptyDirectory();
  }

  /** PRIV-2: no holder's disk has 16 bytes of the plaintext in it. */
  @Test
  void holdersHaveNothingButNoise() throws IOException, Refused, InterruptedException {
    Path plain = folder.resolve("letter");
    Files.writeString(plain, "synthetic record: blood pressure 120/80; ".repeat(500));
    cluster.client(1, PIECE).put(plain, List.of());
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).filter(p -> !p.equals(plain)).toList()) {
        String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("synthetic record").doesNotContain("pressure 120/80");
      }
    }
  }

  /** FILE-8: interrupted after each piece, a fetch asks only for the rest. */
  @Test
  void interruptedAtEveryBoundaryItGoesOn() throws IOException, Refused, InterruptedException {
    Path plain = plain(20_000);
    MedicalFiles client = cluster.client(1, 1024);
    MedicalFiles.Placed placed = client.put(plain, List.of());
    StoredFile file = placed.deposit().file();
    ChunkStore source = cluster.holder(placed.holders().get(0)).store();
    Path target = folder.resolve("read");
    for (int done = 0; done <= file.pieces(); done++) {
      try (PartialFile partial = PartialFile.open(file, folder.resolve("client1"))) {
        for (int index = 0; index < done; index++) {
          partial.write(source.piece(placed.id(), index));
        }
      }
      int before = cluster.network.asked[FileTopics.CHUNK.code()].get();
      client.get(placed.id(), placed.key(), target);
      assertThat(target).hasSameBinaryContentAs(plain);
      assertThat(cluster.network.asked[FileTopics.CHUNK.code()].get() - before)
          .isEqualTo(file.pieces() - done);
      Files.delete(target);
    }
  }

  @Test
  void whatIsMissingIsNamedAndWhatCameIsKept() throws IOException, Refused, InterruptedException {
    MedicalFiles client = cluster.client(1, 1024);
    MedicalFiles.Placed placed = client.put(plain(10_000), List.of());
    for (PublicKey holder : placed.holders()) {
      damage(holder, placed.id(), 4);
    }
    Path target = folder.resolve("read");
    assertThatThrownBy(() -> client.get(placed.id(), placed.key(), target))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1 of 10 pieces")
        .hasMessageContaining("[4]");
    assertThat(target).doesNotExist();
  }

  private void damage(PublicKey holder, Hash id, int index) throws IOException, Refused {
    int number = cluster.keys().indexOf(holder);
    String name = cluster.holder(holder).store().piece(id, index).root().toHex();
    Path pieces = folder.resolve("holder" + number).resolve("pieces");
    Files.write(pieces.resolve(name.substring(0, 2)).resolve(name), new byte[1024]);
  }

  /** FILE-7: holders that are full or gone are passed over; fewer than r is no success. */
  @Test
  void fewerThanRHoldersAreNoSuccessAndTheNextOnesAreTried()
      throws IOException, Refused, InterruptedException {
    MedicalFiles client = cluster.client(1, PIECE);
    Path plain = plain(30_000);
    try (SealedFile sealed = client.seal(plain)) {
      List<PublicKey> ranked = HolderRanking.of(sealed.file().id(), cluster.keys());
      cluster.network.cut(ranked.get(0));
      cluster.network.cut(ranked.get(1));
      cluster.network.cut(ranked.get(3));
      assertThatThrownBy(() -> client.place(sealed, Optional.empty(), List.of()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("2 of 3 holders took the file");
      cluster.network.heal(ranked.get(3));
      int before = cluster.network.asked[FileTopics.STORE.code()].get();
      MedicalFiles.Placed placed = client.place(sealed, Optional.empty(), List.of());
      assertThat(placed.holders()).containsExactly(ranked.get(2), ranked.get(3), ranked.get(4));
      // Eight pieces and two questions to the new one, two questions to each of the others.
      assertThat(cluster.network.asked[FileTopics.STORE.code()].get() - before)
          .isEqualTo(sealed.file().pieces() + 6);
    }
    assertThat(folder.resolve("client1")).isEmptyDirectory();
  }

  @Test
  void aWrongKeyOrAnotherOwnersGrantOpensNothing()
      throws IOException, Refused, InterruptedException {
    MedicalFiles.Placed placed = cluster.client(1, PIECE).put(plain(3_000), List.of());
    Path target = folder.resolve("read");
    assertThatThrownBy(() -> cluster.client(1, PIECE).get(placed.id(), Samples.key(7), target))
        .isInstanceOf(DamagedFile.class);
    KeyGrant forged =
        cluster.client(3, PIECE).share(placed.id(), Samples.key(7), Samples.keys(2).publicKey());
    assertThatThrownBy(() -> cluster.client(2, PIECE).get(forged, target))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not from the owner");
    assertThat(target).doesNotExist();
  }

  @Test
  void onlyTheOwnerHasItReleased() throws IOException, Refused, InterruptedException {
    MedicalFiles.Placed placed = cluster.client(1, PIECE).put(plain(3_000), List.of());
    assertThat(cluster.client(2, PIECE).release(placed.id())).isZero();
    assertThat(cluster.live(placed.id())).hasSize(3);
    assertThat(cluster.client(1, PIECE).release(placed.id())).isEqualTo(3);
    assertThat(cluster.live(placed.id())).isEmpty();
  }

  /** An ordinary length: eight mebibytes in pieces of 256 KiB. */
  @Test
  void eightMebibytesInPiecesOfTheDefaultSize() throws IOException, Refused, InterruptedException {
    Path plain = plain(8 << 20);
    MedicalFiles client = cluster.client(1, StoredFile.DEFAULT_PIECE_SIZE);
    MedicalFiles.Placed placed = client.put(plain, List.of());
    assertThat(placed.deposit().file().pieces()).isEqualTo(33);
    Path target = folder.resolve("read");
    client.get(placed.id(), placed.key(), target);
    assertThat(target).hasSameBinaryContentAs(plain);
  }

  /** FILE-8: one of three holders sends other bytes; it is found out and the file comes whole. */
  @Test
  void aLyingHolderIsDroppedAndTheFileComes() throws IOException, Refused, InterruptedException {
    Path plain = plain(50_000);
    MedicalFiles client = cluster.client(1, 1024);
    MedicalFiles.Placed placed = client.put(plain, List.of());
    PublicKey liar = placed.holders().get(0);
    cluster.network.join(
        liar,
        FileServices.of(cluster.holder(liar).store(), HoldingPolicy.open(1), cluster.meters)
            .stream()
            .map(service -> service.topic().equals(FileTopics.CHUNK) ? Lying.on(service) : service)
            .toList());
    Path target = folder.resolve("read");
    client.get(placed.id(), placed.key(), target);
    assertThat(target).hasSameBinaryContentAs(plain);
    assertThat(cluster.meters.counter("medchain.files.holders.dropped", "reason", "lied").count())
        .isEqualTo(1);
  }

  /** Changes the last byte of each answer. */
  private record Lying(Service honest) implements Service {
    static Service on(Service honest) {
      return new Lying(honest);
    }

    @Override
    public Topic topic() {
      return honest.topic();
    }

    @Override
    public Set<PeerRole> askers() {
      return honest.askers();
    }

    @Override
    public Bytes answer(Peer asker, Bytes question) throws Refused {
      byte[] answer = honest.answer(asker, question).toArray();
      answer[answer.length - 1] ^= 1;
      return Bytes.of(answer);
    }
  }
}

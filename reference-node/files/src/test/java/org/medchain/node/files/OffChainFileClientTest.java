package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.PieceFile;
import org.medchain.node.files.sealing.CorruptFileException;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** STO-6, STO-7, PRIV-2, FILE-7, FILE-8: from one disk to three holders and back, r = 3 of 5. */
class OffChainFileClientTest {
  private static final int PIECE = 4096;

  @TempDir private Path folder;
  private ExecutorService threads;
  private HolderCluster cluster;

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newFixedThreadPool(4);
    cluster = new HolderCluster(folder, 5, threads);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private Path plain(int length) throws IOException {
    return Files.write(folder.resolve("scan" + length), SampleFiles.bytes(length, length));
  }

  @Test
  void fileIsRetrievedDespiteFailedHolders()
      throws IOException, RefusedException, InterruptedException {
    Path plain = plain(200_000);
    OffChainFileClient.PlacedFile placed = HolderCluster.put(cluster.client(1, PIECE), plain);
    assertThat(placed.holders())
        .isEqualTo(RendezvousHashing.rank(placed.deposit().id(), cluster.keys()).subList(0, 3));
    assertThat(cluster.live(placed.deposit().id()))
        .containsExactlyInAnyOrderElementsOf(placed.holders());
    Path target = folder.resolve("read");
    for (PublicKey holder : placed.holders().subList(0, 2)) {
      FileManifest got = HolderCluster.get(cluster.client(2, PIECE), placed, placed.key(), target);
      assertThat(got).isEqualTo(placed.deposit().manifest());
      assertThat(target).hasSameBinaryContentAs(plain);
      cluster.network.cut(holder);
    }
    HolderCluster.get(cluster.client(1, PIECE), placed, placed.key(), target);
    assertThat(target).hasSameBinaryContentAs(plain);
    cluster.network.cut(placed.holders().get(2));
    assertThatThrownBy(
            () -> HolderCluster.get(cluster.client(1, PIECE), placed, placed.key(), target))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has no holder");
    assertThat(folder.resolve("client1")).isEmptyDirectory();
  }

  /** PRIV-2: no holder's disk has 16 bytes of the plaintext in it. */
  @Test
  void holdersSeeOnlyCiphertext() throws IOException, RefusedException, InterruptedException {
    Path plain = folder.resolve("letter");
    Files.writeString(plain, "synthetic record: blood pressure 120/80; ".repeat(500));
    HolderCluster.put(cluster.client(1, PIECE), plain);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).filter(p -> !p.equals(plain)).toList()) {
        String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("synthetic record").doesNotContain("pressure 120/80");
      }
    }
  }

  /** FILE-8: interrupted after each piece, a fetch asks only for the rest. */
  @Test
  void itContinuesAfterAnInterruptionAtEveryBoundary()
      throws IOException, RefusedException, InterruptedException {
    Path plain = plain(20_000);
    OffChainFileClient client = cluster.client(1, 1024);
    OffChainFileClient.PlacedFile placed = HolderCluster.put(client, plain);
    FileManifest file = placed.deposit().manifest();
    PieceStore source = cluster.holder(placed.holders().get(0)).store();
    Path target = folder.resolve("read");
    for (int done = 0; done <= file.pieceCount(); done++) {
      PieceFile partial = PieceFile.partial(file, folder.resolve("client1"));
      for (int index = 0; index < done; index++) {
        partial.write(source.piece(placed.deposit().id(), index));
      }
      int before = cluster.network.asked[CallKind.CHUNK.method().code()].get();
      HolderCluster.get(client, placed, placed.key(), target);
      assertThat(target).hasSameBinaryContentAs(plain);
      assertThat(cluster.network.asked[CallKind.CHUNK.method().code()].get() - before)
          .isEqualTo(file.pieceCount() - done);
      Files.delete(target);
    }
  }

  @Test
  void whatIsMissingIsNamedAndWhatCameIsKept()
      throws IOException, RefusedException, InterruptedException {
    OffChainFileClient client = cluster.client(1, 1024);
    OffChainFileClient.PlacedFile placed = HolderCluster.put(client, plain(10_000));
    for (PublicKey holder : placed.holders()) {
      damage(holder, placed.deposit().id(), 4);
    }
    Path target = folder.resolve("read");
    assertThatThrownBy(() -> HolderCluster.get(client, placed, placed.key(), target))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("1 of 10 pieces")
        .hasMessageContaining("[4]");
    assertThat(target).doesNotExist();
  }

  private void damage(PublicKey holder, Hash id, int index) throws IOException {
    int number = cluster.keys().indexOf(holder);
    Path data = folder.resolve("holder" + number).resolve("pieces").resolve(id.toHex());
    byte[] content = Files.readAllBytes(data);
    Arrays.fill(content, index * 1024, (index + 1) * 1024, (byte) 0);
    Files.write(data, content);
  }

  /** FILE-7: holders that are full or gone are passed over; fewer than r are not a success. */
  @Test
  void fewerThanRHoldersAreNoSuccessAndTheNextOnesAreTried()
      throws IOException, RefusedException, InterruptedException {
    OffChainFileClient client = cluster.client(1, PIECE);
    Path plain = plain(30_000);
    try (SealedFile sealed = client.seal(plain)) {
      List<PublicKey> ranked = RendezvousHashing.rank(sealed.file().id(), cluster.keys());
      cluster.network.cut(ranked.get(0));
      cluster.network.cut(ranked.get(1));
      cluster.network.cut(ranked.get(3));
      assertThatThrownBy(() -> client.place(sealed, Hash.of(sealed.file().encoded())))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("2 of 3 holders took the file");
      cluster.network.heal(ranked.get(3));
      int before = cluster.network.asked[CallKind.STORE.method().code()].get();
      OffChainFileClient.PlacedFile placed = client.place(sealed, Hash.of(sealed.file().encoded()));
      assertThat(placed.holders()).containsExactly(ranked.get(2), ranked.get(3), ranked.get(4));
      // Eight pieces and two questions to the new one, two questions to each of the others.
      assertThat(cluster.network.asked[CallKind.STORE.method().code()].get() - before)
          .isEqualTo(sealed.file().pieceCount() + 6);
    }
    assertThat(folder.resolve("client1")).isEmptyDirectory();
  }

  @Test
  void aWrongKeyOpensNothing() throws IOException, RefusedException, InterruptedException {
    OffChainFileClient.PlacedFile placed =
        HolderCluster.put(cluster.client(1, PIECE), plain(3_000));
    Path target = folder.resolve("read");
    assertThatThrownBy(
            () -> HolderCluster.get(cluster.client(1, PIECE), placed, SampleFiles.key(7), target))
        .isInstanceOf(CorruptFileException.class);
    assertThat(target).doesNotExist();
  }

  /** PRIV-5: by path and by hash, both. */
  @Test
  void aRecordGivesItsOwnFileAlone() throws Exception {
    OffChainFileClient.PlacedFile placed =
        HolderCluster.put(cluster.client(1, PIECE), plain(3_000));
    OffChainFileClient.PlacedFile other = HolderCluster.put(cluster.client(1, PIECE), plain(2_000));
    PublicKey doctor = SampleFiles.keys(4).publicKey();
    MedicalRecord.MetadataBlock right = placed.deposit().manifest().metadata(doctor);
    MedicalRecord.MetadataBlock another = other.deposit().manifest().metadata(doctor);
    Path target = folder.resolve("read");
    cluster.client(2, PIECE).get(HolderCluster.record(right), placed.key(), target);
    assertThat(target).hasSameBinaryContentAs(plain(3_000));
    Files.delete(target);
    for (MedicalRecord.MetadataBlock wrong :
        List.of(
            new MedicalRecord.MetadataBlock(doctor, right.path(), another.hash()),
            new MedicalRecord.MetadataBlock(doctor, another.path(), right.hash()),
            new MedicalRecord.MetadataBlock(doctor, "ward/7/scan.bin", right.hash()))) {
      assertThatThrownBy(
              () -> cluster.client(2, PIECE).get(HolderCluster.record(wrong), placed.key(), target))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("record");
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void onlyTheOwnerHasItReleased() throws IOException, RefusedException, InterruptedException {
    OffChainFileClient.PlacedFile placed =
        HolderCluster.put(cluster.client(1, PIECE), plain(3_000));
    assertThat(cluster.client(2, PIECE).release(placed.deposit().id(), placed.holders()))
        .hasSize(3)
        .allSatisfy((holder, reason) -> assertThat(reason).contains("only its owner"));
    assertThat(cluster.live(placed.deposit().id())).hasSize(3);
    cluster.network.cut(placed.holders().get(0));
    assertThat(cluster.client(1, PIECE).release(placed.deposit().id(), placed.holders()))
        .containsOnlyKeys(placed.holders().get(0));
    cluster.network.heal(placed.holders().get(0));
    assertThat(cluster.client(1, PIECE).release(placed.deposit().id(), placed.holders())).isEmpty();
    assertThat(cluster.live(placed.deposit().id())).isEmpty();
  }

  /** FILE-8: one of three holders sends other bytes; it is found out and the file comes whole. */
  @Test
  void aLyingHolderIsDroppedAndTheFileComes()
      throws IOException, RefusedException, InterruptedException {
    Path plain = plain(50_000);
    OffChainFileClient client = cluster.client(1, 1024);
    OffChainFileClient.PlacedFile placed = HolderCluster.put(client, plain);
    PublicKey liar = placed.holders().get(0);
    cluster.network.join(
        liar,
        FileRpcServices.of(cluster.holder(liar).store(), deposit -> {}, cluster.meters).stream()
            .map(
                service ->
                    service.method().equals(CallKind.CHUNK.method()) ? Lying.on(service) : service)
            .toList());
    Path target = folder.resolve("read");
    HolderCluster.get(client, placed, placed.key(), target);
    assertThat(target).hasSameBinaryContentAs(plain);
    assertThat(cluster.meters.counter("medchain.files.holders.dropped", "reason", "lied").count())
        .isEqualTo(1);
  }

  /** Changes the last byte of each answer. */
  private record Lying(RpcService honest) implements RpcService {
    static RpcService on(RpcService honest) {
      return new Lying(honest);
    }

    @Override
    public RpcMethod method() {
      return honest.method();
    }

    @Override
    public Bytes handle(Peer asker, Bytes question) throws RefusedException {
      byte[] answer = honest.handle(asker, question).toArray();
      answer[answer.length - 1] ^= 1;
      return Bytes.of(answer);
    }
  }
}

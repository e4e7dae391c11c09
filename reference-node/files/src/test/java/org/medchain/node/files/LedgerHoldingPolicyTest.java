package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.files.holder.LedgerHoldingPolicy;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;

/** FILE-7, FILE-10, FILE-13, FILE-14: files and holders as the ledger says. */
class LedgerHoldingPolicyTest {
  @TempDir private Path folder;
  private final FileLedger ledger = new FileLedger();
  private HolderCluster cluster;
  private OffChainFileClient owner;
  private SealedFile sealed;
  private MedicalRecord made;
  private Hash record;

  @BeforeEach
  void upload() throws IOException {
    cluster = new HolderCluster(folder, 6, Runnable::run, Optional.of(ledger));
    owner = cluster.client(1, 1024);
    Path plain = Files.write(folder.resolve("plain"), SampleFiles.bytes(9_000, 1));
    sealed = owner.seal(plain);
    made = ledger.record(sealed.file());
    record = made.id();
    ledger.order(FileLedger.PATIENT, new UploadRecord(made));
    assertThat(Records.find(ledger.state(), record)).isPresent();
  }

  private static KeyPair holder(int number) {
    return SampleFiles.keys(10 + number);
  }

  private void entrust(int number) {
    FileManifest file = sealed.file();
    PublicKey key = holder(number).publicKey();
    ledger.order(FileLedger.PATIENT, new EntrustFile(record, key, file.root(), file.chunkCount()));
    ledger.order(holder(number), new HoldFile(record));
    assertThat(held(number)).isPresent();
  }

  private Optional<Holding> held(int number) {
    return Audits.holding(ledger.state(), record, holder(number).publicKey());
  }

  private OffChainFileClient.PlacedFile placed()
      throws IOException, RefusedException, InterruptedException {
    return owner.place(sealed, record);
  }

  @Test
  void onlyHoldersThatTheOwnerNamedOnTheLedgerTakeIt()
      throws IOException, RefusedException, InterruptedException {
    assertThatThrownBy(this::placed).isInstanceOf(RefusedException.class);
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    OffChainFileClient.PlacedFile placed = placed();
    assertThat(placed.holders())
        .containsExactlyInAnyOrder(
            holder(0).publicKey(), holder(2).publicKey(), holder(4).publicKey());
    assertThatThrownBy(
            () -> new LedgerHoldingPolicy(ledger, holder(1).publicKey()).admit(placed.deposit()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not entrusted to");
  }

  /** FILE-14: a record has one file; its owner cannot have another one held under its name. */
  @Test
  void anotherFileThanTheRecordNamesIsRefused() throws IOException {
    Path other = Files.write(folder.resolve("other"), SampleFiles.bytes(9_000, 2));
    try (SealedFile another = owner.seal(other)) {
      FileManifest file = another.file();
      for (int number : List.of(0, 2, 4)) {
        ledger.order(
            FileLedger.PATIENT,
            new EntrustFile(record, holder(number).publicKey(), file.root(), file.chunkCount()));
        assertThat(held(number)).isPresent();
      }
      assertThatThrownBy(() -> owner.place(another, record))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("is not the file of its record: the path differs");
    }
  }

  /** FILE-13: a reader that has only the record finds manifest, holders and pieces. */
  @Test
  void theRecordAloneLeadsToItsFile() throws IOException, RefusedException, InterruptedException {
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    OffChainFileClient.PlacedFile placed = placed();
    assertThat(owner.manifest(record)).isEqualTo(placed.deposit());
    Path target = folder.resolve("read");
    assertThat(owner.get(made, placed.key(), target)).isEqualTo(placed.deposit().manifest());
    assertThat(target).hasSameBinaryContentAs(folder.resolve("plain"));
  }

  @Test
  void releasedHolderIsReplacedByTheNextEntrusted()
      throws IOException, RefusedException, InterruptedException {
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    OffChainFileClient.PlacedFile placed = placed();
    cluster.round(0);
    ledger.order(FileLedger.PATIENT, new ReleaseFile(record, holder(2).publicKey()));
    assertThat(held(2)).isEmpty();
    entrust(5);
    long minute = Duration.ofMinutes(1).toNanos();
    assertThat(cluster.round(minute).copied()).isEqualTo(1);
    cluster.round(2 * minute);
    assertThat(cluster.live(placed.deposit().id()))
        .containsExactlyInAnyOrder(
            holder(0).publicKey(), holder(4).publicKey(), holder(5).publicKey());
    assertThat(cluster.round(3 * minute)).isEqualTo(HolderCluster.IDLE);
  }

  /** PRIV-10: once the ledger asks for it no longer, its owner has it deleted, by any key. */
  @Test
  void whatIsEntrustedStaysUntilTheLedgerEndsIt()
      throws IOException, RefusedException, InterruptedException {
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    OffChainFileClient.PlacedFile placed = placed();
    assertThat(owner.release(record, placed.holders()))
        .hasSize(3)
        .allSatisfy((holder, reason) -> assertThat(reason).contains("is still entrusted to"));
    for (PublicKey each : placed.holders()) {
      ledger.order(FileLedger.PATIENT, new ReleaseFile(record, each));
    }
    assertThat(cluster.client(2, 1024).release(record, placed.holders()))
        .hasSize(3)
        .allSatisfy((holder, reason) -> assertThat(reason).contains("only its owner"));
    assertThat(cluster.live(placed.deposit().id())).hasSize(3);
    PublicKey first = placed.holders().get(0);
    assertThat(owner.release(record, List.of(first))).isEmpty();
    ledger.order(
        FileLedger.CENTER,
        new ReplaceKey(FileLedger.PATIENT.publicKey(), SampleFiles.keys(7).publicKey()));
    assertThat(cluster.client(7, 1024).release(record, placed.holders())).isEmpty();
    assertThat(cluster.live(placed.deposit().id())).isEmpty();
    assertThat(owner.release(record, placed.holders())).as("there is nothing any more").isEmpty();
  }

  /** GAME-7: with its owner's exit a file is entrusted to nobody any more. */
  @Test
  void noHolderKeepsOrTakesWhatIsOfAnOwnerThatLeft()
      throws IOException, RefusedException, InterruptedException {
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    OffChainFileClient.PlacedFile placed = placed();
    ledger.order(FileLedger.PATIENT, new LeaveChain());
    assertThat(held(2)).isEmpty();
    assertThat(cluster.directory.candidates(placed.deposit())).isEmpty();
    assertThatThrownBy(
            () -> new LedgerHoldingPolicy(ledger, holder(2).publicKey()).admit(placed.deposit()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not entrusted to");
    assertThat(owner.release(record, placed.holders())).isEmpty();
    assertThat(cluster.live(placed.deposit().id())).isEmpty();
  }

  @Test
  void holderThatMissesTooManyAuditsIsExcluded()
      throws IOException, RefusedException, InterruptedException {
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    SignedManifest deposit = placed().deposit();
    assertThat(cluster.directory.candidates(deposit)).hasSize(3);
    ledger.growTo(ledger.height() / 5 * 5 + 18);
    assertThat(cluster.directory.candidates(deposit)).isEmpty();
  }
}

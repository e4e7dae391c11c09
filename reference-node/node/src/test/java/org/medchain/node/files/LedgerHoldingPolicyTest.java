package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.audit.AuditRound;
import org.medchain.contract.audit.EntrustFile;
import org.medchain.contract.audit.HoldFile;
import org.medchain.contract.audit.Holding;
import org.medchain.contract.audit.ProveStorage;
import org.medchain.contract.audit.ReleaseFile;
import org.medchain.contract.consent.Right;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.files.holder.LedgerHoldingPolicy;
import org.medchain.node.files.piece.ChunkProof;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.files.sealing.FileKeyIssuer;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** PRIV-3, FILE-4, FILE-7, FILE-10: files, keys and holders as the ledger says. */
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
    ledger.order(FileLedger.PATIENT, (make, number) -> make.upload(number, made));
    assertThat(ledger.state().record(record)).isPresent();
  }

  private static KeyPair holder(int number) {
    return SampleFiles.keys(10 + number);
  }

  private void entrust(int number) {
    FileManifest file = sealed.file();
    PublicKey key = holder(number).publicKey();
    ledger.order(
        FileLedger.PATIENT,
        (make, sequence) ->
            make.sign(sequence, new EntrustFile(record, key, file.root(), file.chunkCount())));
    ledger.order(holder(number), (make, sequence) -> make.sign(sequence, new HoldFile(record)));
    assertThat(held(number)).isPresent();
  }

  private Optional<Holding> held(int number) {
    return ledger.state().holding(record, holder(number).publicKey());
  }

  private OffChainFileClient.PlacedFile placed()
      throws IOException, RefusedException, InterruptedException {
    return owner.place(sealed, Optional.of(record), List.of());
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
            () ->
                new LedgerHoldingPolicy(ledger, holder(1).publicKey())
                    .admit(
                        LocalNetwork.peer(FileLedger.PATIENT.publicKey(), PeerRole.ENTITY),
                        placed.deposit(),
                        0))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not entrusted to");
  }

  /** FILE-3 on the ledger itself: what the store answers is what the contract accepts. */
  @Test
  void auditsAreProvedFromTheStoreAndAccepted()
      throws IOException, RefusedException, InterruptedException {
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    Hash id = placed().id();
    ledger.growTo(ledger.height() / 5 * 5 + 5);
    AuditRound round = ledger.state().audit().orElseThrow();
    int asked = held(0).orElseThrow().challenge(round, record, holder(0).publicKey());
    ChunkProof answer = cluster.holders.get(0).store().proveChunk(id, asked);
    ledger.order(
        holder(0),
        (make, number) ->
            make.sign(number, new ProveStorage(record, answer.chunk(), answer.proof())));
    assertThat(held(0).orElseThrow().nextAudit()).isEqualTo(round.number() + 1);
  }

  @Test
  void releasedHolderIsReplacedByTheNextEntrusted()
      throws IOException, RefusedException, InterruptedException {
    for (int number : List.of(0, 2, 4)) {
      entrust(number);
    }
    OffChainFileClient.PlacedFile placed = placed();
    cluster.round(0);
    ledger.order(
        FileLedger.PATIENT,
        (make, number) -> make.sign(number, new ReleaseFile(record, holder(2).publicKey())));
    assertThat(held(2)).isEmpty();
    entrust(5);
    long minute = Duration.ofMinutes(1).toNanos();
    assertThat(cluster.round(minute).copied()).isEqualTo(1);
    cluster.round(2 * minute);
    assertThat(cluster.live(placed.id()))
        .containsExactlyInAnyOrder(
            holder(0).publicKey(), holder(4).publicKey(), holder(5).publicKey());
    assertThat(cluster.round(3 * minute).isIdle()).isTrue();
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

  /** PRIV-3: granted, named or sold; no one else; and issued keys stay valid. */
  @Test
  void keysGoToWhomTheLedgerLetsRead() throws RefusedException {
    FileKeyIssuer desk = new FileKeyIssuer(FileLedger.PATIENT, ledger);
    FileManifest file = sealed.file();
    PublicKey reader = FileLedger.READER.publicKey();
    assertThatThrownBy(() -> desk.issue(made, file, sealed.key(), reader))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("may not read");
    ledger.order(FileLedger.PATIENT, (make, n) -> make.grant(n, record, reader, Right.READ));
    WrappedFileKey given = desk.issue(made, file, sealed.key(), reader);
    ledger.order(FileLedger.PATIENT, (make, n) -> make.revoke(n, record, reader));
    assertThatThrownBy(() -> desk.issue(made, file, sealed.key(), reader))
        .isInstanceOf(RefusedException.class);
    assertThat(given.unwrap(FileLedger.READER)).isEqualTo(sealed.key());
    assertThat(
            desk.issue(made, file, sealed.key(), FileLedger.DOCTOR.publicKey())
                .unwrap(FileLedger.DOCTOR))
        .isEqualTo(sealed.key());
    FileKeyIssuer stranger = new FileKeyIssuer(FileLedger.READER, ledger);
    assertThatThrownBy(() -> stranger.issue(made, file, sealed.key(), reader))
        .isInstanceOf(RefusedException.class);
  }

  private MedicalRecord uploadedAndGranted(MedicalRecord other) {
    PublicKey reader = FileLedger.READER.publicKey();
    ledger.order(FileLedger.PATIENT, (make, n) -> make.upload(n, other));
    ledger.order(FileLedger.PATIENT, (make, n) -> make.grant(n, other.id(), reader, Right.READ));
    assertThat(ledger.state().right(other.id(), reader)).isPresent();
    return other;
  }

  private void assertNotItsFile(MedicalRecord other, FileManifest file) {
    FileKeyIssuer desk = new FileKeyIssuer(FileLedger.PATIENT, ledger);
    PublicKey reader = FileLedger.READER.publicKey();
    assertThatThrownBy(() -> desk.issue(other, file, sealed.key(), reader))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "file " + file.id().brief() + " is not the file of record " + other.id().brief());
  }

  /** PRIV-5: a right to one record opens no other file, with any key that the desk is handed. */
  @Test
  void aRightToARecordGivesTheKeyOfItsOwnFileAlone() throws IOException, RefusedException {
    PublicKey reader = FileLedger.READER.publicKey();
    ledger.order(FileLedger.PATIENT, (make, n) -> make.grant(n, record, reader, Right.READ));
    FileManifest file = sealed.file();
    FileKeyIssuer desk = new FileKeyIssuer(FileLedger.PATIENT, ledger);
    assertThat(desk.issue(made, file, sealed.key(), reader).file()).isEqualTo(file.id());
    Path plain = Files.write(folder.resolve("secret"), SampleFiles.bytes(4_000, 2));
    try (SealedFile secret = owner.seal(plain)) {
      assertNotItsFile(made, secret.file());
    }
    assertNotItsFile(
        made,
        new FileManifest(reader, file.pieceSize(), file.length(), file.root(), file.content()));
  }

  /** PRIV-5: nor that of another owner's file, which the record may name: its owner gives it. */
  @Test
  void aRecordThatNamesAnotherOwnersFileGivesNoKey() {
    FileManifest file = sealed.file();
    FileManifest others =
        new FileManifest(
            FileLedger.DOCTOR.publicKey(),
            file.pieceSize(),
            file.length(),
            file.root(),
            file.content());
    assertNotItsFile(uploadedAndGranted(ledger.record(others)), others);
  }

  /** PRIV-5: path and content, both: a record may name a file elsewhere, or have it wrong. */
  @Test
  void aRecordWithAnotherPathOrHashGivesNoKey() {
    FileManifest file = sealed.file();
    MedicalRecord.MetadataBlock right = made.metadata();
    assertNotItsFile(
        uploadedAndGranted(
            new MedicalRecord(
                made.patient(),
                new MedicalRecord.MetadataBlock(right.doctor(), right.path(), Hash.ZERO),
                made.digest())),
        file);
    assertNotItsFile(
        uploadedAndGranted(
            new MedicalRecord(
                made.patient(),
                new MedicalRecord.MetadataBlock(right.doctor(), "ward/7/scan.bin", right.hash()),
                made.digest())),
        file);
  }

  /** PRIV-5: a record that names the file and is not on the ledger gives no right to it. */
  @Test
  void aRecordThatIsNotOnTheLedgerGivesNoKey() throws IOException {
    PublicKey reader = FileLedger.READER.publicKey();
    ledger.order(FileLedger.PATIENT, (make, n) -> make.grant(n, record, reader, Right.READ));
    Path plain = Files.write(folder.resolve("secret"), SampleFiles.bytes(4_000, 2));
    try (SealedFile secret = owner.seal(plain)) {
      MedicalRecord unknown = ledger.record(secret.file());
      FileKeyIssuer desk = new FileKeyIssuer(FileLedger.PATIENT, ledger);
      assertThatThrownBy(() -> desk.issue(unknown, secret.file(), secret.key(), reader))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("may not read record " + unknown.id().brief());
    }
  }

  /** PRIV-3: nor to a key that the center revoked (CON-23), even with a grant. */
  @Test
  void aRevokedKeyGetsNoKeys() throws RefusedException {
    FileKeyIssuer desk = new FileKeyIssuer(FileLedger.PATIENT, ledger);
    PublicKey doctor = FileLedger.DOCTOR.publicKey();
    assertThat(desk.issue(made, sealed.file(), sealed.key(), doctor)).isNotNull();
    RevocationEntry entry =
        new RevocationEntry(BigInteger.ONE, doctor, RevocationReason.KEY_COMPROMISE, true);
    ledger.order(
        FileLedger.CENTER,
        (make, n) -> make.sign(n, new RevokeCertificates(1, Hash.ZERO, List.of(entry))));
    assertThat(ledger.state().isRevoked(doctor)).isTrue();
    assertThatThrownBy(() -> desk.issue(made, sealed.file(), sealed.key(), doctor))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void whoBoughtAccessGetsTheKey() throws RefusedException {
    PublicKey buyer = FileLedger.BUYER.publicKey();
    ledger.order(FileLedger.PATIENT, (make, n) -> make.offer(n, "Image", 5, List.of(record)));
    ledger.order(
        FileLedger.BUYER,
        (make, n) -> make.demand(n, FileLedger.PATIENT.publicKey(), "Image", 1, 5));
    assertThat(ledger.state().purchase(record, buyer)).isPresent();
    FileKeyIssuer desk = new FileKeyIssuer(FileLedger.PATIENT, ledger);
    assertThat(desk.issue(made, sealed.file(), sealed.key(), buyer).unwrap(FileLedger.BUYER))
        .isEqualTo(sealed.key());
  }

  /** PRIV-3: a later file of the same owner has another key, which the revoked never gets. */
  @Test
  void aLaterFileHasAnotherKey() throws IOException {
    try (SealedFile later = owner.seal(folder.resolve("plain"))) {
      assertThat(later.key()).isNotEqualTo(sealed.key());
      assertThat(later.file().id()).isNotEqualTo(sealed.file().id());
    }
  }
}

package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.incentive.Score;
import org.medchain.node.files.holder.HolderDuties;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.transport.RefusedException;

/** FILE-12, GAME-4: a holder's own orders, on a ledger that executes them. */
class HolderDutiesTest {
  private static final KeyPair HOLDER = SampleFiles.keys(10);
  private static final List<Integer> HOLDERS = List.of(0, 2, 4);

  @TempDir private Path folder;
  private final FileLedger ledger = new FileLedger();
  private final List<Operation> ordered = new ArrayList<>();
  private HolderCluster cluster;
  private OffChainFileClient owner;
  private SealedFile sealed;
  private Hash record;
  private HolderDuties duties;

  @BeforeEach
  void upload() throws IOException {
    cluster = new HolderCluster(folder, 6, Runnable::run, Optional.of(ledger));
    owner = cluster.client(1, 1024);
    sealed = owner.seal(Files.write(folder.resolve("plain"), SampleFiles.bytes(9_000, 1)));
    MedicalRecord made = ledger.record(sealed.file());
    record = made.id();
    ledger.order(FileLedger.PATIENT, new UploadRecord(made));
    duties = duties(this::execute);
  }

  private HolderDuties duties(Function<Operation, CompletableFuture<Receipt>> orders) {
    return new HolderDuties(key(), cluster.holders.get(0).store(), ledger, orders);
  }

  private static PublicKey key() {
    return HOLDER.publicKey();
  }

  private CompletableFuture<Receipt> execute(Operation operation) {
    ordered.add(operation);
    ledger.order(HOLDER, operation);
    return CompletableFuture.completedFuture(ledger.receipt());
  }

  private void entrust() {
    FileManifest file = sealed.file();
    for (int number : HOLDERS) {
      PublicKey holder = SampleFiles.keys(10 + number).publicKey();
      ledger.order(
          FileLedger.PATIENT, new EntrustFile(record, holder, file.root(), file.chunkCount()));
    }
    ledger.growTo(8); // between two audits
  }

  private void place() throws IOException, RefusedException, InterruptedException {
    var unused = owner.place(sealed, record);
  }

  private Holding holding() {
    return Audits.holding(ledger.state(), record, key()).orElseThrow();
  }

  private AuditRound nextAudit() {
    ledger.growTo(ledger.height() / 5 * 5 + 5);
    return Audits.last(ledger.state()).orElseThrow();
  }

  @Test
  void eachAuditIsAnsweredOnceAndInTime() throws Exception {
    entrust();
    place();
    duties.round();
    for (int i = 1; i <= 3; i++) {
      AuditRound audit = nextAudit();
      assertThat(duties.round()).isEqualTo(1);
      assertThat(ordered).last().isInstanceOf(ProveStorage.class);
      assertThat(holding().nextAudit()).isEqualTo(audit.number() + 1);
      assertThat(duties.round()).isZero();
      assertThat(Scores.of(ledger.state(), key())).isEqualTo(new Score(i, 0, 0));
    }
  }

  /** After a restart nothing is remembered, and nothing is forgotten. */
  @Test
  void aHolderThatStartsAgainGoesOn() throws Exception {
    entrust();
    place();
    duties.round();
    nextAudit();
    duties = duties(this::execute);
    assertThat(duties.round()).isEqualTo(1);
    assertThat(Scores.of(ledger.state(), key()).answered()).isEqualTo(1);
  }

  @Test
  void anAuditThatIsOverIsNotAnswered() throws Exception {
    entrust();
    place();
    duties.round();
    AuditRound audit = nextAudit();
    ledger.growTo(audit.until());
    assertThat(duties.round()).isZero();
  }

  @Test
  void whatHasNoResultYetIsNotOrderedAgain() throws Exception {
    CompletableFuture<Receipt> lost = new CompletableFuture<>();
    HolderDuties waiting =
        duties(
            operation -> {
              ordered.add(operation);
              return lost;
            });
    entrust();
    place();
    assertThat(waiting.round()).isEqualTo(1);
    assertThat(waiting.round()).isZero();
    lost.completeExceptionally(new java.util.concurrent.TimeoutException("not executed"));
    assertThat(waiting.round()).isEqualTo(1);
    assertThat(ordered).hasSize(2);
  }

  /** One whose answers are refused must not fill the ledger with its attempts. */
  @Test
  void whatWasRefusedRests() throws Exception {
    HolderDuties refused =
        duties(
            operation ->
                CompletableFuture.completedFuture(
                    new Receipt(
                        new RequestId(key(), 1), Outcome.SUPPLY_EXHAUSTED.code(), Bytes.EMPTY)));
    entrust();
    place();
    assertThat(refused.round()).isEqualTo(1);
    assertThat(refused.round()).isZero();
    ledger.growTo(ledger.height() + 99);
    assertThat(refused.round()).isZero();
    ledger.growTo(ledger.height() + 1);
    assertThat(refused.round()).isEqualTo(1);
  }

  /** GAME-7, PRIV-10: at once, or when it starts later; and nothing is owed for it. */
  @Test
  void whatIsOfAnOwnerThatLeftIsDeleted() throws Exception {
    entrust();
    place();
    duties.round();
    AuditRound open = nextAudit();
    assertThat(open.until()).isGreaterThan(ledger.height() + 1);
    ledger.order(FileLedger.PATIENT, new LeaveChain());
    ordered.clear();
    assertThat(duties.round()).isZero();
    assertThat(ordered).isEmpty();
    assertThat(cluster.holders.get(0).store().ids()).isEmpty();
    assertThat(cluster.holders.get(2).store().ids()).containsExactly(sealed.file().id());
    HolderDuties late =
        new HolderDuties(
            SampleFiles.keys(12).publicKey(),
            cluster.holders.get(2).store(),
            ledger,
            this::execute);
    assertThat(late.round()).isZero();
    assertThat(cluster.holders.get(2).store().ids()).isEmpty();
  }

  @Test
  void aKeyThatIsNoHospitalsOrdersNothing() throws Exception {
    entrust();
    place();
    HolderDuties stranger =
        new HolderDuties(
            FileLedger.READER.publicKey(), cluster.holders.get(0).store(), ledger, this::execute);
    assertThat(stranger.round()).isZero();
  }
}

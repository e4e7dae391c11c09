package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Membership;
import org.medchain.node.files.keys.KeyErasure;
import org.medchain.node.files.keys.KeyReleasePolicy;
import org.medchain.node.files.keys.KeyRequest;
import org.medchain.node.files.keys.KeyRpcServices;
import org.medchain.node.files.keys.KeyShareClient;
import org.medchain.node.files.keys.KeyShareStore;
import org.medchain.node.files.keys.KeyWithdrawal;
import org.medchain.node.files.keys.SplitKey;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** PRIV-10: the owner, by request or exit, has nodes delete their shares of a record's key. */
class KeyWithdrawalTest {
  private static final int NODES = 4;
  private static final KeyPair OWNER = FileLedger.PATIENT;
  private static final KeyPair OTHER = FileLedger.DOCTOR;
  private static final FileKey KEY = SampleFiles.key(9);

  @TempDir private Path folder;
  private final FileLedger ledger = new FileLedger();
  private final LocalNetwork network = new LocalNetwork(Runnable::run);
  private final List<KeyShareStore> stores = new ArrayList<>();
  private final Membership members =
      new Membership(
          IntStream.range(10, 10 + NODES).mapToObj(n -> SampleFiles.keys(n).publicKey()).toList());
  private MedicalRecord record;

  @BeforeEach
  void deposit() throws Exception {
    Hash hash = Hash.of(Bytes.of(new byte[] {1}));
    record = ledger.record(new FileManifest(OWNER.publicKey(), 1024, 5_000, hash, hash));
    ledger.order(OWNER, new UploadRecord(record));
    for (PublicKey node : members.keys()) {
      join(node);
    }
    depositAgain();
  }

  private void join(PublicKey node) throws IOException {
    KeyShareStore store = KeyShareStore.open(folder.resolve(node.brief()), 1L << 20);
    stores.add(store);
    network.join(
        node, KeyRpcServices.of(store, new KeyReleasePolicy(ledger), new SimpleMeterRegistry()));
  }

  private void depositAgain() throws Exception {
    SplitKey split =
        SplitKey.of(
            new OpenedDeposit(record, KEY),
            OWNER,
            KeyShareClient.threshold(members),
            NODES,
            new SecureRandom());
    assertThat(client(OWNER).deposit(split, members)).isEqualTo(NODES);
  }

  private KeyShareClient client(KeyPair keys) {
    return new KeyShareClient(
        network.asker(keys.publicKey(), PeerRole.ENTITY), Duration.ofSeconds(10));
  }

  private OpenedDeposit readByDoctor() throws Exception {
    ledger.order(OTHER, new ReadRecord(record.id(), Purpose.BTG));
    KeyRequest request = new KeyRequest(record.id(), ledger.receipt().request(), ledger.height());
    return client(OTHER).collect(request, members, SplitKey.KeyLink.SAME);
  }

  private long sharesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatTheOwnerTakesBackOpensForNobody() throws Exception {
    assertThat(readByDoctor().key()).isEqualTo(KEY);
    KeyWithdrawal withdrawal = KeyWithdrawal.sign(OWNER, record.id());
    assertThat(client(OWNER).withdraw(withdrawal, members.keys())).isEmpty();
    assertThat(sharesOnDisk()).isZero();
    assertThat(stores).allSatisfy(each -> assertThat(each.bytesHeld()).isZero());
    assertThatThrownBy(this::readByDoctor)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has no share of the key of record");
    assertThat(client(OWNER).withdraw(withdrawal, members.keys())).as("again").isEmpty();
    depositAgain();
    assertThat(readByDoctor().key()).as("the owner changed its mind").isEqualTo(KEY);
  }

  @Test
  void whoIsAwayIsNamedAndDoneTheNextTime() throws Exception {
    PublicKey away = members.keys().get(2);
    network.cut(away);
    KeyWithdrawal withdrawal = KeyWithdrawal.sign(OWNER, record.id());
    assertThat(client(OWNER).withdraw(withdrawal, members.keys())).containsOnlyKeys(away);
    assertThat(sharesOnDisk()).isEqualTo(1);
    network.heal(away);
    assertThatThrownBy(this::readByDoctor).hasMessageContaining("1 nodes released");
    assertThat(client(OWNER).withdraw(withdrawal, members.keys())).isEmpty();
    assertThat(sharesOnDisk()).isZero();
  }

  private void refused(KeyPair by, KeyWithdrawal withdrawal, String reason) throws Exception {
    assertThat(client(by).withdraw(withdrawal, members.keys()))
        .hasSize(NODES)
        .allSatisfy((node, why) -> assertThat(why).contains(reason));
    assertThat(sharesOnDisk()).isEqualTo(NODES);
  }

  /** The ledger by itself refuses others, before a signature is checked. */
  @Test
  void nobodyElseTakesThemBack() throws Exception {
    refused(OTHER, KeyWithdrawal.sign(OTHER, record.id()), "not on the ledger as one of");
    refused(OTHER, KeyWithdrawal.sign(OWNER, record.id()), "not on the ledger as one of");
    refused(OWNER, KeyWithdrawal.sign(OTHER, record.id()), "not on the ledger as one of");
    refused(OWNER, KeyWithdrawal.sign(OWNER, Hash.MAX), "not on the ledger as one of");
    refused(
        OWNER,
        new KeyWithdrawal(OWNER.publicKey(), record.id(), Signature.NONE),
        "not signed by its owner");
    Signature ofAnother = KeyWithdrawal.sign(OWNER, Hash.MAX).signature();
    refused(
        OWNER,
        new KeyWithdrawal(OWNER.publicKey(), record.id(), ofAnother),
        "not signed by its owner");
  }

  /** REG-6: by the key that signs now, and not by the one that it replaced. */
  @Test
  void aReplacedKeysOwnerTakesThemBack() throws Exception {
    KeyPair successor = SampleFiles.keys(77);
    ledger.order(FileLedger.CENTER, new ReplaceKey(OWNER.publicKey(), successor.publicKey()));
    refused(OWNER, KeyWithdrawal.sign(OWNER, record.id()), "is revoked");
    KeyWithdrawal withdrawal = KeyWithdrawal.sign(successor, record.id());
    assertThat(client(successor).withdraw(withdrawal, members.keys())).isEmpty();
    assertThat(sharesOnDisk()).isZero();
  }

  private void leave() {
    ledger.order(OWNER, new LeaveChain());
  }

  /** GAME-7: without a request, some at a time; before it they stay. */
  @Test
  void theOwnersExitDeletesThem() throws Exception {
    for (int content = 2; content <= 5; content++) {
      Hash hash = Hash.of(Bytes.of(new byte[] {(byte) content}));
      record = ledger.record(new FileManifest(OWNER.publicKey(), 1024, 5_000, hash, hash));
      ledger.order(OWNER, new UploadRecord(record));
      depositAgain();
    }
    KeyErasure erasure = new KeyErasure(stores.get(0), ledger, 2);
    for (int i = 0; i < 4; i++) {
      assertThat(erasure.round()).isZero();
    }
    assertThat(sharesOnDisk()).isEqualTo(5 * NODES);
    leave();
    int erased = 0;
    for (int i = 0; i < 4; i++) {
      int now = erasure.round();
      assertThat(now).isLessThanOrEqualTo(2);
      erased += now;
    }
    assertThat(erased).isEqualTo(5);
    assertThat(stores.get(0).bytesHeld()).isZero();
    assertThat(sharesOnDisk()).isEqualTo(5 * (NODES - 1));
  }

  /** GAME-7: a node that was away at the exit finds it when it is back. */
  @Test
  void aNodeThatWasAwayDeletesThemWhenItStarts() throws Exception {
    leave();
    stores.clear();
    for (PublicKey node : members.keys()) {
      join(node);
    }
    for (KeyShareStore each : stores) {
      assertThat(new KeyErasure(each, ledger, 100).round()).isEqualTo(1);
    }
    assertThat(sharesOnDisk()).isZero();
  }
}

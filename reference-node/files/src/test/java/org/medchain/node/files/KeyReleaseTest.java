package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.verdict.CastVote;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.VerdictRules;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.keys.DepositedShare;
import org.medchain.node.files.keys.KeyReleasePolicy;
import org.medchain.node.files.keys.KeyRequest;
import org.medchain.node.files.keys.KeyRpcServices;
import org.medchain.node.files.keys.KeyShare;
import org.medchain.node.files.keys.KeyShareClient;
import org.medchain.node.files.keys.KeyShareStore;
import org.medchain.node.files.keys.SplitKey;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcService;

/** PRIV-3: keys go to whom the ledger has just let read, and to nobody else. */
class KeyReleaseTest {
  private static final int NODES = 4;
  private static final KeyPair OWNER = FileLedger.PATIENT;
  private static final KeyPair READER = FileLedger.READER;
  private static final FileKey KEY = SampleFiles.key(9);

  @TempDir private Path folder;
  private final FileLedger ledger = new FileLedger();
  private final LocalNetwork network = new LocalNetwork(Runnable::run);
  private final Membership members =
      new Membership(IntStream.range(10, 10 + NODES).mapToObj(KeyReleaseTest::key).toList());
  private MedicalRecord record;
  private SplitKey split;

  private static PublicKey key(int number) {
    return SampleFiles.keys(number).publicKey();
  }

  @BeforeEach
  void upload() throws Exception {
    record = uploaded(1);
    for (PublicKey node : members.keys()) {
      network.join(node, services(node, 1L << 20));
    }
    split = split(OWNER, record, KEY);
  }

  private MedicalRecord uploaded(int content) {
    Hash hash = Hash.of(Bytes.of(new byte[] {(byte) content}));
    MedicalRecord made =
        ledger.record(new FileManifest(OWNER.publicKey(), 1024, 5_000, hash, hash));
    ledger.order(OWNER, new UploadRecord(made));
    return made;
  }

  private List<RpcService> services(PublicKey node, long quota) throws IOException {
    Path own = folder.resolve(node.brief());
    return KeyRpcServices.of(
        KeyShareStore.open(own, quota), new KeyReleasePolicy(ledger), new SimpleMeterRegistry());
  }

  private SplitKey split(KeyPair owner, MedicalRecord of, FileKey key) throws IOException {
    return SplitKey.of(
        new OpenedDeposit(of, key),
        owner,
        KeyShareClient.threshold(members),
        NODES,
        new SecureRandom());
  }

  private RpcClient calls(KeyPair keys) {
    return network.asker(keys.publicKey(), PeerRole.ENTITY);
  }

  private KeyShareClient client(KeyPair keys) {
    return new KeyShareClient(calls(keys), Duration.ofSeconds(10));
  }

  private void deposit() throws Exception {
    assertThat(client(OWNER).deposit(split, members)).isEqualTo(NODES);
  }

  private DirectiveTerms terms(Grantee grantee, Purpose purpose) {
    return new DirectiveTerms(
        OWNER.publicKey(), new DirectiveScope.OneRecord(record.id()), grantee, purpose);
  }

  /** For research, which has the price of a query. */
  private DirectiveTerms depositAndGrant() throws Exception {
    deposit();
    DirectiveTerms terms = terms(new Grantee.Party(READER.publicKey()), Purpose.HRESCH);
    ledger.order(OWNER, new IssueDirective(terms, Long.MAX_VALUE));
    return terms;
  }

  /** The request for a share after an ordered read. */
  private KeyRequest read(KeyPair reader, Purpose purpose) {
    ledger.order(reader, new ReadRecord(record.id(), purpose));
    return new KeyRequest(record.id(), ledger.receipt().request(), ledger.height());
  }

  private OpenedDeposit collect(KeyPair reader, KeyRequest request) throws Exception {
    return client(reader).collect(request, members, SplitKey.KeyLink.SAME);
  }

  private static void assertRefused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call).isInstanceOf(RefusedException.class).hasMessageContaining(reason);
  }

  @Test
  void aReadThatWasOrderedAndServedOpensTheKey() throws Exception {
    depositAndGrant();
    OpenedDeposit opened = collect(READER, read(READER, Purpose.HRESCH));
    assertThat(opened).isEqualTo(new OpenedDeposit(record, KEY));
    assertThat(collect(FileLedger.DOCTOR, read(FileLedger.DOCTOR, Purpose.TREAT)).key())
        .isEqualTo(KEY);
    assertThat(collect(OWNER, read(OWNER, Purpose.HRESCH)).key()).isEqualTo(KEY);
  }

  @Test
  void whatTheLedgerRefusedOrNeverSawOpensNothing() throws Exception {
    depositAndGrant();
    KeyRequest refused = read(READER, Purpose.PUBHLTH);
    assertRefused(() -> collect(READER, refused), "did not let");
    KeyRequest never =
        new KeyRequest(record.id(), new RequestId(READER.publicKey(), 99), ledger.height());
    assertRefused(() -> collect(READER, never), "did not let");
    KeyRequest ahead = new KeyRequest(record.id(), refused.read(), ledger.height() + 1);
    assertRefused(() -> collect(READER, ahead), "did not let");
  }

  @Test
  void aReadIsItsReadersAndForItsRecord() throws Exception {
    depositAndGrant();
    KeyRequest own = read(READER, Purpose.HRESCH);
    assertRefused(() -> collect(FileLedger.BUYER, own), "did not let");
    MedicalRecord other = uploaded(2);
    KeyRequest forOther = new KeyRequest(other.id(), own.read(), own.height());
    client(OWNER).deposit(split(OWNER, other, SampleFiles.key(8)), members);
    assertRefused(() -> collect(READER, forOther), "did not let");
  }

  /** A revocation counts at once, also for a read that was served before it. */
  @Test
  void aRevokedReaderGetsNothing() throws Exception {
    Hash directive = depositAndGrant().id();
    KeyRequest before = read(READER, Purpose.HRESCH);
    ledger.order(OWNER, new RevokeDirective(directive));
    assertRefused(() -> collect(READER, before), "no consent");
  }

  /** CON-23, GAME-7: a thief of a key, or one that left, gets nothing, and leaves no share. */
  @Test
  void aRevokedKeyGetsAndLeavesNothing() throws Exception {
    depositAndGrant();
    KeyRequest left = read(READER, Purpose.HRESCH);
    KeyRequest before = read(FileLedger.DOCTOR, Purpose.HRESCH);
    SplitKey other = split(OWNER, record, SampleFiles.key(5));
    ledger.order(READER, new LeaveChain());
    assertRefused(() -> collect(READER, left), "has left");
    assertThat(collect(FileLedger.DOCTOR, before).key()).isEqualTo(KEY);
    ledger.revoke(OWNER, FileLedger.DOCTOR);
    assertRefused(() -> client(OWNER).deposit(other, members), "is revoked");
    assertRefused(() -> collect(FileLedger.DOCTOR, before), "is revoked");
  }

  /** GAME-7: an exit counts at once too; bought access is not taken back (CON-8). */
  @Test
  void whatAnOwnerThatLeftHasDepositedOpensForBuyersAlone() throws Exception {
    depositAndGrant();
    ledger.order(OWNER, new OfferRecords("Image", 5, List.of(record.id())));
    ledger.order(FileLedger.BUYER, new DemandRecords(OWNER.publicKey(), "Image", 1, 5));
    KeyRequest emergency = read(FileLedger.DOCTOR, Purpose.BTG);
    KeyRequest byAuthor = read(FileLedger.DOCTOR, Purpose.HRESCH);
    KeyRequest granted = read(READER, Purpose.HRESCH);
    ledger.order(OWNER, new LeaveChain());
    assertRefused(() -> collect(FileLedger.DOCTOR, emergency), "owner left");
    assertRefused(() -> collect(FileLedger.DOCTOR, byAuthor), "owner left");
    assertRefused(() -> collect(READER, granted), "owner left");
    assertThat(collect(FileLedger.BUYER, read(FileLedger.BUYER, Purpose.TREAT)).key())
        .isEqualTo(KEY);
    assertRefused(() -> client(OWNER).deposit(split, members), "has left");
  }

  /** CON-30, CON-31: by a directive, as long as it holds; block times are the heights here. */
  @Test
  void aDirectiveLetsReadForItsPurposeAndTime() throws Exception {
    deposit();
    DirectiveTerms terms = terms(new Grantee.AnyOf(Role.RESEARCH), Purpose.TREAT);
    long end = ledger.height() + 10;
    ledger.order(OWNER, new IssueDirective(terms, end));
    assertThat(collect(READER, read(READER, Purpose.ETREAT)).key()).isEqualTo(KEY);
    assertRefused(() -> collect(READER, read(READER, Purpose.HRESCH)), "did not let");
    KeyRequest granted = read(READER, Purpose.TREAT);
    ledger.growTo(end);
    assertRefused(() -> collect(READER, granted), "expired");
    assertRefused(() -> collect(READER, read(READER, Purpose.TREAT)), "did not let");
  }

  /** GAME-1: a verifier of a record sees its file, from the draw to the verdict. */
  @Test
  void aVerifierOpensWhatItHasToJudge() throws Exception {
    IncentiveRules judged = ledger.state().rules().with(new VerdictRules(8, 5, 0, 60, 0, 0, 0, 0));
    long from = ledger.height() + 2;
    ledger.order(FileLedger.CENTER, new ChangeRules(from, judged));
    record = uploaded(3);
    split = split(OWNER, record, KEY);
    deposit();
    assertRefused(() -> collect(READER, read(READER, Purpose.HOPERAT)), "did not let");
    KeyRequest granted = read(READER, Purpose.HOPERAT);
    assertThat(collect(READER, granted).key()).isEqualTo(KEY);
    for (int hospital = 10; hospital < 15; hospital++) {
      ledger.order(SampleFiles.keys(hospital), new CastVote(record.id(), false));
    }
    assertRefused(() -> collect(READER, granted), "record false");
  }

  /** CON-32: an owner that lost its key and its folder reads its own records under the new one. */
  @Test
  void aReplacedKeyOpensWhatTheOldOneLeft() throws Exception {
    deposit();
    KeyRequest before = read(OWNER, Purpose.PATRQT);
    KeyPair successor = SampleFiles.keys(77);
    ledger.order(FileLedger.CENTER, new ReplaceKey(OWNER.publicKey(), successor.publicKey()));
    assertThat(collect(successor, read(successor, Purpose.PATRQT)).key()).isEqualTo(KEY);
    assertRefused(() -> collect(OWNER, before), "is revoked");
  }

  /** REG-6: a deposit made again by the new key opens for readers who know whose key it is. */
  @Test
  void aReplacedKeysOwnerDepositsAgain() throws Exception {
    KeyPair successor = SampleFiles.keys(77);
    ledger.order(FileLedger.CENTER, new ReplaceKey(OWNER.publicKey(), successor.publicKey()));
    client(successor).deposit(split(successor, record, KEY), members);
    KeyRequest read = read(FileLedger.DOCTOR, Purpose.BTG);
    assertRefused(() -> collect(FileLedger.DOCTOR, read), "not by its owner");
    assertThat(
            client(FileLedger.DOCTOR)
                .collect(read, members, (signer, patient) -> signer.equals(successor.publicKey()))
                .key())
        .isEqualTo(KEY);
  }

  /** So each release has its own entry in the ledger. */
  @Test
  void anOldReadHasToBeOrderedAgain() throws Exception {
    depositAndGrant();
    KeyRequest old = read(READER, Purpose.HRESCH);
    ledger.growTo(old.height() + KeyReleasePolicy.FRESH_BLOCKS - 1);
    assertThat(collect(READER, old).key()).isEqualTo(KEY);
    ledger.growTo(old.height() + KeyReleasePolicy.FRESH_BLOCKS);
    assertRefused(() -> collect(READER, old), "did not let");
  }

  @Test
  void oneNodeMayBeAwayOrLieAndNotMore() throws Exception {
    depositAndGrant();
    KeyRequest request = read(READER, Purpose.HRESCH);
    network.join(
        members.keys().get(0), List.of(liar(split(FileLedger.BUYER, record, SampleFiles.key(3)))));
    network.cut(members.keys().get(1));
    assertThat(collect(READER, request).key()).isEqualTo(KEY);
    network.cut(members.keys().get(2));
    assertRefused(() -> collect(READER, request), "1 nodes released");
  }

  /** A node that sends a sound deposit of another owner, which only its share opens. */
  private RpcService liar(SplitKey forged) throws IOException {
    SplitKey alone =
        SplitKey.of(
            new OpenedDeposit(record, SampleFiles.key(3)),
            FileLedger.BUYER,
            1,
            NODES,
            new SecureRandom());
    assertThat(forged.deposit()).isNotEqualTo(split.deposit());
    return RpcService.of(
        CallKind.KEY_RELEASE.method(),
        Codec.of(KeyRequest.class)::decode,
        (asker, question) -> new DepositedShare(alone.deposit(), alone.shares().get(0)));
  }

  @Test
  void onlyTheOwnerLeavesADeposit() throws Exception {
    SplitKey strangers = split(FileLedger.BUYER, record, SampleFiles.key(3));
    assertRefused(() -> client(FileLedger.BUYER).deposit(strangers, members), "as one of");
    assertRefused(() -> client(OWNER).deposit(strangers, members), "as one of");
    assertRefused(() -> client(FileLedger.BUYER).deposit(split, members), "as one of");
    List<KeyShare> turned = new ArrayList<>(split.shares().subList(1, NODES));
    turned.add(split.shares().get(0));
    client(OWNER).deposit(new SplitKey(split.deposit(), turned), members); // each its own number
    KeyShare other = split(OWNER, record, KEY).shares().get(0);
    SplitKey mixed = new SplitKey(split.deposit(), java.util.Collections.nCopies(NODES, other));
    assertRefused(() -> client(OWNER).deposit(mixed, members), "or the share is another");
  }

  /** A node that was away has a share of the deposit before: it does no good, and no harm. */
  @Test
  void aNewerDepositTakesThePlaceOfTheOlder() throws Exception {
    depositAndGrant();
    network.cut(members.keys().get(3));
    split = split(OWNER, record, SampleFiles.key(5));
    assertThat(client(OWNER).deposit(split, members)).isEqualTo(3);
    network.heal(members.keys().get(3));
    assertThat(collect(READER, read(READER, Purpose.HRESCH)).key()).isEqualTo(SampleFiles.key(5));
  }

  @Test
  void sharesSurviveARestartAndHaveABound() throws Exception {
    depositAndGrant();
    for (PublicKey node : members.keys()) {
      network.join(node, services(node, 10));
    }
    assertThat(collect(READER, read(READER, Purpose.HRESCH)).key()).isEqualTo(KEY);
    SplitKey more = split(OWNER, uploaded(2), KEY);
    assertRefused(() -> client(OWNER).deposit(more, members), "takes no more");
  }

  @Test
  void anyWordsAreAnsweredInOneLine() {
    for (var method :
        List.of(
            CallKind.KEY_DEPOSIT.method(),
            CallKind.KEY_RELEASE.method(),
            CallKind.KEY_WITHDRAWAL.method())) {
      for (byte[] words : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[5_000])) {
        assertThat(calls(READER).call(members.keys().get(0), method, Bytes.of(words)))
            .completesExceptionallyWithin(Duration.ofSeconds(1))
            .withThrowableThat()
            .withMessageContaining("malformed question");
      }
    }
  }
}

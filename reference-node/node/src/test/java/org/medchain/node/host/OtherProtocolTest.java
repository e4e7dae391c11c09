package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.consensus.pow.WorkCertificate;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.TypeCodecs;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.CertifiedBlocksResponse;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.InMemoryLocationIndex;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcService;

/** CONS-16: a host keeps, shows and checks certificates of a protocol that it does not know. */
class OtherProtocolTest {
  private static final String DOMAIN = "authority";

  /** One member's word makes a block final. */
  record AuthorityCertificate(long height, Hash block, PublicKey signer, Signature signature)
      implements Certificate {
    static Bytes statement(long height, Hash block) {
      return new Encoder().int64(height).hash(block).toBytes();
    }

    @Override
    public List<Attestation> attestations() {
      return List.of(new Attestation(DOMAIN, signer, statement(height, block), signature));
    }

    @Override
    public boolean suffices(Membership members) {
      return members.contains(signer);
    }
  }

  private static final Protocol AUTHORITY =
      new Protocol(
          "authority",
          "proof of authority",
          List.of(),
          new TypeCodecs(Certificate.class, AuthorityCertificate.class),
          new Protocol.FaultModel(nodes -> 0, nodes -> 1),
          0,
          false,
          false,
          (members, view) -> Optional.of(members.keys().getFirst()));

  private final TestLedger ledger = new TestLedger(4);
  private final MedicalContract contract = ExecutedLedger.contractOf(ledger.genesis, AUTHORITY);
  private final CertificateVerifier check =
      new CertificateVerifier(AUTHORITY, ledger.genesis.chain(), ledger.scheme);
  private final MembershipHistory members =
      MembershipHistory.of(ledger.genesis.chainParameters(), ledger.genesis.membership());

  private AuthorityCertificate certificate(Block block, KeyPair signer) {
    Bytes statement = AuthorityCertificate.statement(block.height(), block.hash());
    Bytes signing =
        Attestation.signingBytes(DOMAIN, ledger.genesis.chain(), signer.publicKey(), statement);
    return new AuthorityCertificate(
        block.height(),
        block.hash(),
        signer.publicKey(),
        ledger.scheme.sign(signer.secretKey(), signing));
  }

  private NodeStore open(FaultyVolume volume, Protocol protocol) throws Exception {
    return NodeStore.open(
        volume, StoreOptions.of(protocol), token -> {}, new SimpleMeterRegistry());
  }

  private ExecutedLedger view(NodeStore store) {
    return new ExecutedLedger(
        ledger.genesis, AUTHORITY, contract, store.blocks()::blockAt, height -> Optional.empty());
  }

  /** Two blocks, stored and executed as a host does. */
  private List<CertifiedBlock> committed(NodeStore store, ExecutedLedger view) {
    List<CertifiedBlock> decisions = new ArrayList<>();
    Header last = ledger.genesis.block().header();
    for (int i = 0; i < 2; i++) {
      Block block = ledger.child(last, List.of());
      Certificate certificate = certificate(block, ledger.at(0).keys());
      decisions.add(new CertifiedBlock(block, certificate));
      store.blocks().append(decisions.getLast());
      ExecutionResult execution = contract.apply(block);
      view.executed(block, certificate, execution);
      last = block.header();
    }
    return decisions;
  }

  private Bytes ask(LedgerView view, CallKind kind, Encodable question) throws Exception {
    var services = new LedgerRpcServices(view, new InMemoryLocationIndex(), () -> members);
    RpcService asked =
        services.all().stream()
            .filter(each -> each.method().equals(kind.method()))
            .findFirst()
            .orElseThrow();
    return asked.handle(
        TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE), question.encoded());
  }

  @Test
  void certificatesAreStoredServedReadAndChecked() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    List<CertifiedBlock> decisions;
    try (NodeStore store = open(volume, AUTHORITY)) {
      ExecutedLedger view = view(store);
      decisions = committed(store, view);
      Bytes blocks = ask(view, CallKind.BLOCKS, new HeightRange(1, 9));
      assertThat(check.codec(CertifiedBlocksResponse.class).decoded(blocks).blocks())
          .isEqualTo(decisions);
      HeadersResponse headers =
          check
              .codec(HeadersResponse.class)
              .decoded(ask(view, CallKind.HEADERS, new HeightRange(1, 9)));
      HeaderChainVerifier.of(ledger.genesis, check)
          .requireCertified(
              ledger.genesis.chain(), 0, headers.headers(), headers.certificate().orElseThrow());
      assertThatThrownBy(
              () -> Pbft.PROTOCOL.codecs().codec(CertifiedBlocksResponse.class).decoded(blocks))
          .isInstanceOf(MalformedInput.class);
    }
    try (NodeStore again = open(volume, AUTHORITY)) {
      assertThat(again.blocks().contiguousHeight()).isEqualTo(2);
      assertThat(again.blocks().blockAt(1)).contains(decisions.get(0));
      assertThat(again.blocks().blockAt(2)).contains(decisions.get(1));
    }
  }

  /** The class of the certificate says what convinces; signatures are checked for all alike. */
  @Test
  void whatDoesNotConvinceIsRefused() {
    Block block = ledger.child(ledger.genesis.block().header(), List.of());
    Header header = block.header();
    Certificate right = certificate(block, ledger.at(0).keys());
    assertThat(check.findError(header, right, members)).isEmpty();
    assertThat(check.findError(header, certificate(block, ledger.center), members))
        .hasValueSatisfying(said -> assertThat(said).contains("members of height 1"));
    AuthorityCertificate other = certificate(block, ledger.at(1).keys());
    Certificate forged =
        new AuthorityCertificate(
            1, block.hash(), ledger.at(0).keys().publicKey(), other.signature());
    assertThat(check.findError(header, forged, members))
        .hasValueSatisfying(said -> assertThat(said).startsWith("a AUTHORITY is not signed by"));
    Block next = ledger.child(header, List.of());
    assertThat(check.findError(next.header(), right, members)).isPresent();
  }

  /** Work on a header is not a decision, and is not kept as one. */
  @Test
  void revertibleBlocksAreNeverFinal() throws Exception {
    Block block = ledger.child(ledger.genesis.block().header(), List.of());
    Certificate work = new WorkCertificate(block.header());
    assertThat(work.suffices(ledger.genesis.membership())).isTrue();
    var pow = new CertificateVerifier(ProofOfWork.PROTOCOL, ledger.genesis.chain(), ledger.scheme);
    assertThat(pow.findError(block.header(), work, members)).isPresent();
    assertThat(pow.codec(Certificate.class).decoded(work.encoded())).isEqualTo(work);
    try (NodeStore store = open(new FaultyVolume(), ProofOfWork.PROTOCOL)) {
      store.blocks().append(new CertifiedBlock(block, work));
      assertThat(store.blocks().blockAt(1)).isEmpty();
    }
  }
}

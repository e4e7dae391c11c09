package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestRpcClient;
import org.medchain.node.ledger.TransactionProofResponse;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;

/** ROLE-6, LIGHT-6, LIGHT-7: a light client among nodes that lie. */
class LightClientTest {
  @TempDir Path folder;

  private final TestLedger ledger = new TestLedger(4);
  private final List<PeerMisbehaviour> lies = new ArrayList<>();
  private Transaction first;
  private Transaction refused;
  private Hash record;

  @BeforeEach
  void grow() {
    ledger.addNode();
    first = ledger.upload(1);
    refused = ledger.upload(1);
    record = ledger.record(1, 0).id();
    ledger.order(first, refused);
    ledger.order(
        ledger.next(ledger.patient, new IssueDirective(sharing(ledger.hospital), Long.MAX_VALUE)));
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
  }

  private DirectiveTerms sharing(KeyPair with) {
    return new DirectiveTerms(
        ledger.patient.publicKey(),
        new DirectiveScope.OneRecord(record),
        new Grantee.Party(with.publicKey()),
        Purpose.DISCLOSE);
  }

  private TestRpcClient asker(KeyPair who) {
    Peer self = TestLedger.peer(who.publicKey(), PeerRole.LIGHT_CLIENT);
    return new TestRpcClient(self);
  }

  private LightClient client(TestRpcClient asker) throws IOException {
    LightStore store = new LightStore(folder.resolve("client"), ledger.genesis, ledger.check());
    return new LightClient(store, asker, 30_000, lies::add);
  }

  @Test
  void followsOverAChangeOfTheMembersAndVerifiesByItself() throws IOException, RefusedException {
    LightClient client = client(asker(ledger.patient).honest(ledger.at(0)).honest(ledger.at(4)));
    assertThat(client.sync()).isEqualTo(ledger.at(0).height());
    assertThat(client.chain().members().current()).isEqualTo(1);
    assertThat(client.entry(WorldState.balanceEntry(ledger.patient.publicKey())).value())
        .contains(
            ledger
                .at(0)
                .stateAt(ledger.at(0).height() - TestLedger.WINDOW)
                .orElseThrow()
                .balance(ledger.patient.publicKey()));
    assertThat(client.entry(Registration.roleEntry(ledger.doctor.publicKey())).value())
        .contains(Role.DOCTOR);
    assertThat(client.entry(Registration.roleEntry(ledger.stranger.publicKey())).value()).isEmpty();
    assertThat(client.entry(Records.entry(record)).value().orElseThrow().owner())
        .isEqualTo(ledger.patient.publicKey());
    assertThat(client.entry(Records.entry(Hash.ZERO)).value()).isEmpty();
    DirectiveTerms shared = sharing(ledger.hospital);
    assertThat(client.entry(Directives.entry(shared.id())).value().orElseThrow().terms())
        .isEqualTo(shared);
    assertThatThrownBy(() -> client.entry(Directives.entry(sharing(ledger.doctor).id())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not shown");
    assertThat(client.entry(Registration.revokedSinceEntry(ledger.doctor.publicKey())).value())
        .isEmpty();
    assertThat(client.acceptance(first.request()).value().succeeded()).isTrue();
    assertThat(client.acceptance(refused.request()).value().code())
        .isEqualTo(Outcome.RECORD_EXISTS.code());
    assertThat(client.existence(first.request()).value()).isEqualTo(first);
    assertThat(client.existence(first.request()).header()).isEqualTo(1);
    assertThatThrownBy(() -> client.entry(WorldState.balanceEntry(ledger.hospital.publicKey())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not shown");
    assertThatThrownBy(() -> client.acceptance(new RequestId(ledger.patient.publicKey(), 99)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unknown there");
    assertThat(lies).isEmpty();
  }

  /**
   * A transaction that is ordered and not yet executed: existence now, the receipt when the chain
   * has grown.
   */
  @Test
  void theReceiptOfTheLastBlockComesLater() throws IOException, RefusedException {
    LightClient client = client(asker(ledger.patient).honest(ledger.at(0)));
    Transaction last = ledger.upload(77);
    ledger.order(last);
    assertThat(client.existence(last.request()).value()).isEqualTo(last);
    assertThatThrownBy(() -> client.acceptance(last.request()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has no receipt of it, or not yet");
    ledger.order(ledger.upload(78));
    ledger.order(ledger.upload(79));
    assertThat(client.acceptance(last.request()).value().succeeded()).isTrue();
    assertThat(lies).isEmpty();
  }

  /**
   * One honest node is enough; a peer that changes any bit of a reply is named, and queried no
   * more.
   */
  @Test
  void misbehavingPeersAreReportedAndSkipped() throws IOException, RefusedException {
    Random random = new Random(1);
    for (RpcMethod topic :
        List.of(
            CallKind.EPOCHS.method(),
            CallKind.HEADERS.method(),
            CallKind.STATE_PROOF.method(),
            CallKind.TRANSACTION_PROOF.method())) {
      lies.clear();
      TestRpcClient.ResponseTampering flips =
          (asked, question, answer) -> asked.equals(topic) ? flipped(answer, random) : answer;
      TestRpcClient asker =
          asker(ledger.patient)
              .lying(ledger.at(1), flips)
              .lying(ledger.at(2), flips)
              .honest(ledger.at(0));
      try (LightStore store =
          new LightStore(folder.resolve(topic.name()), ledger.genesis, ledger.check())) {
        LightClient client = new LightClient(store, asker, 30_000, lies::add);
        assertThat(client.sync()).isEqualTo(ledger.at(0).height());
        for (int i = 0; i < 3; i++) {
          assertThat(client.entry(Registration.roleEntry(ledger.patient.publicKey())).value())
              .contains(Role.PATIENT);
          assertThat(client.acceptance(first.request()).value().succeeded()).isTrue();
        }
      }
      assertThat(lies)
          .as(topic.name())
          .extracting(PeerMisbehaviour::peer)
          .doesNotContain(ledger.at(0).keys().publicKey());
      assertThat(lies)
          .as(topic.name())
          .extracting(PeerMisbehaviour::peer)
          .doesNotHaveDuplicates()
          .isNotEmpty();
    }
  }

  /** The first byte of a header answer is the height, which is but a word. */
  private static Bytes flipped(Bytes answer, Random random) {
    byte[] bytes = answer.toArray();
    int from = Math.min(bytes.length - 1, 8);
    bytes[from + random.nextInt(bytes.length - from)] ^= 1;
    return Bytes.of(bytes);
  }

  /** True proofs of other things are lies as well. */
  @Test
  void repliesToOtherRequestsAreMisbehaviour() throws IOException {
    TestRpcClient.ResponseTampering other =
        (topic, question, answer) -> {
          if (topic.equals(CallKind.TRANSACTION_PROOF.method())) {
            return asFirst();
          }
          return answer;
        };
    LightClient client = client(asker(ledger.patient).lying(ledger.at(1), other));
    client.sync();
    assertThatThrownBy(() -> client.acceptance(refused.request()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("another request's proof");
    assertThat(lies).hasSize(1);
  }

  private Bytes asFirst() {
    return new TransactionProofResponse.ExecutedTransaction(
            HonestProofs.of(ledger.at(0), first.request()))
        .encoded();
  }

  /** No peer, or none that serves: reported in one line. */
  @Test
  void withoutNodesNothingIsProved() throws IOException {
    LightClient client = client(asker(ledger.patient));
    assertThat(client.sync()).isZero();
    assertThatThrownBy(() -> client.entry(Registration.roleEntry(ledger.patient.publicKey())))
        .isInstanceOf(RefusedException.class)
        .hasMessage("state-proof: no node is connected");
  }
}

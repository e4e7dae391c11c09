package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.data.MerkleProver;
import org.medchain.data.MerkleTree;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestRpcClient;
import org.medchain.node.ledger.TransactionProofResponse;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** LIGHT-7, LIGHT-12: answers that are true, and from which a wrong conclusion could be drawn. */
class MisleadingTruthTest {
  @TempDir Path folder;

  private final TestLedger ledger = new TestLedger(4);
  private final List<PeerMisbehaviour> lies = new ArrayList<>();

  private TestRpcClient asker() {
    Peer self = TestLedger.peer(ledger.patient.publicKey(), PeerRole.LIGHT_CLIENT);
    return new TestRpcClient(self);
  }

  /** One answer to every question about a transaction. */
  private record Always(Bytes answer) implements RpcService {
    @Override
    public RpcMethod method() {
      return CallKind.TRANSACTION_PROOF.method();
    }

    @Override
    public Bytes handle(Peer asker, Bytes question) {
      return answer;
    }
  }

  /**
   * LIGHT-12: an upload, its sender's exit, and the upload again, which is refused because its
   * sender has left. That receipt is not what became of the upload.
   */
  @Test
  void whatARepetitionWasRefusedForIsNotWhatBecameOfTheRequest()
      throws IOException, InvalidProofException, RefusedException {
    Transaction upload = ledger.upload(1);
    Transaction leave = ledger.next(ledger.patient, new LeaveChain());
    Block first = ledger.child(ledger.genesis.block().header(), List.of(upload, leave, upload));
    MedicalContract contract = new MedicalContract(ledger.genesis);
    List<Receipt> receipts = contract.apply(first).receipts();
    assertThat(receipts.stream().map(Outcome::of))
        .containsExactly(Outcome.OK, Outcome.OK, Outcome.LEFT);
    assertThat(shown(first, receipts, 0).acceptance(upload.request()).value().succeeded()).isTrue();
    assertThatThrownBy(() -> shown(first, receipts, 2).acceptance(upload.request()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("leaves open what became of the request");
    assertThat(lies).isEmpty();
  }

  /** A client of the chain that begins with this block, whose only peer shows one transaction. */
  private LightClient shown(Block first, List<Receipt> receipts, int index)
      throws IOException, InvalidProofException {
    Header second = ledger.child(first.header(), List.of()).header();
    Header plain = ledger.child(second, List.of()).header();
    Header third =
        new Header(
            plain.version(),
            plain.previous(),
            plain.timestampMs(),
            plain.merkleRoot(),
            0,
            3,
            plain.stateRoot(),
            MerkleTree.rootOf(receipts),
            plain.difficulty(),
            plain.randomString());
    LightStore store =
        new LightStore(folder.resolve("client " + index), ledger.genesis, ledger.check());
    store.append(List.of(first.header(), second, third), ledger.commits(0, third, 0, 1, 2));
    AcceptanceProof proof =
        new AcceptanceProof(
            new ExistenceProof(
                1,
                MerkleProver.over(first.transactions()).proof(index),
                first.transactions().get(index)),
            MerkleProver.over(receipts).proof(index),
            receipts.get(index));
    RpcService answer =
        new Always(new TransactionProofResponse.ExecutedTransaction(proof).encoded());
    TestRpcClient asker =
        asker()
            .add(ledger.node(0).publicKey(), List.of(answer), (topic, question, honest) -> honest);
    return new LightClient(store, asker, 30_000, lies::add);
  }

  /** LIGHT-7: between the two questions to an honest peer the members change. */
  @Test
  void aPeerIsHonestAlthoughTheMembersChangeMeanwhile() throws IOException {
    ledger.addNode();
    ledger.growTo(4);
    boolean[] changed = {false};
    TestRpcClient.ResponseTampering meanwhile =
        (topic, question, answer) -> {
          if (topic.equals(CallKind.EPOCHS.method()) && !changed[0]) {
            changed[0] = true;
            ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
          }
          return answer;
        };
    LightStore store = new LightStore(folder.resolve("client"), ledger.genesis, ledger.check());
    LightClient client =
        new LightClient(store, asker().lying(ledger.at(0), meanwhile), 30_000, lies::add);
    assertThat(client.sync()).isEqualTo(ledger.at(0).height());
    assertThat(client.chain().members().current()).isEqualTo(1);
    assertThat(lies).isEmpty();
  }
}

package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleProver;
import org.medchain.data.MerkleTree;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.BitFlips;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.StateProofResponse;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestLedgerNode;

/** ROLE-6, LIGHT-1 to LIGHT-5: proofs that convince a client with only headers and certificates. */
class LightChainTest {
  static final TestLedger LEDGER = grown();
  private static final TestLedgerNode NODE = LEDGER.at(1);

  private static TestLedger grown() {
    TestLedger ledger = new TestLedger(4);
    ledger.addNode();
    ledger.addNode();
    // A block of several, with a repetition and a refused one in it.
    Transaction first = ledger.upload(1);
    ledger.order(first, ledger.upload(2), ledger.upload(1), ledger.upload(3));
    ledger.growTo(5);
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
    ledger.change(new MemberChange.Replace(ledger.node(0).publicKey(), ledger.node(5).publicKey()));
    return ledger;
  }

  static LightChain fresh() {
    return new LightChain(LEDGER.genesis, LEDGER.check());
  }

  static LightChain informed() {
    LightChain chain = fresh();
    try {
      for (int epoch = 0; epoch < NODE.members().current(); epoch++) {
        assertThat(chain.advanceEpoch(NODE.members().proof(epoch))).isTrue();
      }
    } catch (InvalidProofException e) {
      throw new AssertionError(e);
    }
    return chain;
  }

  private static LightChain complete() {
    LightChain chain = informed();
    try {
      chain.append(headers(1, NODE.height()), certificate(NODE.height()));
    } catch (InvalidProofException e) {
      throw new AssertionError(e);
    }
    return chain;
  }

  static List<Header> headers(long first, long last) {
    List<Header> headers = new ArrayList<>();
    for (long height = first; height <= last; height++) {
      headers.add(NODE.header(height).orElseThrow());
    }
    return headers;
  }

  static QuorumCertificate certificate(long height) {
    return NODE.blockAt(height)
        .map(CertifiedBlock::certificate)
        .map(QuorumCertificate.class::cast)
        .orElseThrow();
  }

  /** LIGHT-1: for every split of the headers into runs. */
  @Property(seed = "5", tries = 60)
  void trueHeadersAreAccepted(@ForAll @IntRange(min = 1, max = 9) int run)
      throws InvalidProofException {
    LightChain chain = informed();
    while (chain.height() < NODE.height()) {
      long last = Math.min(NODE.height(), chain.height() + run);
      chain.append(headers(chain.height() + 1, last), certificate(last));
      assertThat(chain.certificate()).contains(certificate(last));
    }
    assertThat(chain.head()).isEqualTo(NODE.header(NODE.height()).orElseThrow());
    assertThat(chain.headerAt(NODE.height() + 1)).isEmpty();
    assertThat(chain.headerAt(-1)).isEmpty();
    assertThat(chain.headerAt(3)).isEqualTo(NODE.header(3));
  }

  private static final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static boolean append(LightChain chain, List<Header> headers, QuorumCertificate last) {
    try {
      chain.append(headers, last);
      return true;
    } catch (InvalidProofException e) {
      throw new Rejected();
    }
  }

  /** LIGHT-1: gaps, other orders, too few votes, votes of others, another height's certificate. */
  @Example
  void whatIsNotLinkedOrCertifiedIsRejected() {
    LightChain chain = informed();
    rejected(chain, headers(2, 4), certificate(4), "does not follow");
    rejected(chain, List.of(headers(1, 1).get(0), headers(3, 3).get(0)), certificate(3), "follow");
    rejected(chain, headers(1, 4), certificate(3), "certificate");
    rejected(chain, headers(1, 4), certificate(5), "certificate");
    rejected(chain, List.of(), certificate(1), "without headers");
    Header four = headers(4, 4).get(0);
    rejected(chain, headers(1, 4), LEDGER.commits(0, four, 0, 1), "quorum");
    rejected(chain, headers(1, 4), LEDGER.commits(0, four, 0, 1, 1), "quorum");
    rejected(chain, headers(1, 4), LEDGER.commits(0, four, 0, 1, 9), "quorum");
    rejected(chain, headers(1, 4), LEDGER.commits(1, four, 0, 1, 2, 3), "quorum");
    rejected(chain, headers(1, 4), LEDGER.commits(7, four, 0, 1, 2, 3), "quorum");
    assertThat(append(chain, headers(1, 4), LEDGER.commits(0, four, 0, 1, 3))).isTrue();
  }

  private static void rejected(
      LightChain chain, List<Header> headers, QuorumCertificate last, String why) {
    assertThatThrownBy(() -> chain.append(headers, last))
        .isInstanceOf(InvalidProofException.class)
        .hasMessageContaining(why);
    assertThat(chain.height()).isZero();
  }

  /** LIGHT-3: certificates that they made before the client knew are forgotten when it learns. */
  @Example
  void lateCertificatesOfFormerMembersAreDropped() throws InvalidProofException {
    long end = NODE.members().endOf(0).height();
    LightChain late = fresh();
    late.append(headers(1, end), certificate(end));
    Header forged = LEDGER.child(headers(end, end).get(0), List.of()).header();
    late.append(List.of(forged), LEDGER.commits(0, forged, 0, 1, 2));
    assertThat(late.height()).isEqualTo(end + 1);
    assertThat(late.advanceEpoch(NODE.members().proof(0))).isTrue();
    assertThat(late.height()).isEqualTo(end);
    assertThat(late.certificate()).isEmpty();
    assertThat(late.advanceEpoch(NODE.members().proof(0))).isFalse();
    assertThat(late.advanceEpoch(NODE.members().proof(1))).isTrue();
    late.append(headers(end + 1, NODE.height()), certificate(NODE.height()));
    assertThat(late.head()).isEqualTo(headers(NODE.height(), NODE.height()).get(0));
  }

  /** LIGHT-3: a whole other chain up to the end goes as well. */
  @Example
  void aChainOtherThanTheOneThatEndedTheEpochIsDropped() throws InvalidProofException {
    long end = NODE.members().endOf(0).height();
    LightChain late = fresh();
    List<Header> forged = new ArrayList<>(headers(1, 2));
    while (forged.size() < end + 1) {
      forged.add(LEDGER.child(forged.getLast(), List.of()).header());
    }
    late.append(forged, LEDGER.commits(0, forged.getLast(), 0, 1, 2));
    assertThat(late.advanceEpoch(NODE.members().proof(0))).isTrue();
    assertThat(late.height()).isZero();
    assertThatThrownBy(() -> late.append(forged, LEDGER.commits(1, forged.getLast(), 0, 1, 2, 3)))
        .isInstanceOf(InvalidProofException.class)
        .hasMessageContaining("ends epoch 0");
    late.advanceEpoch(NODE.members().proof(1));
    late.append(headers(1, NODE.height()), certificate(NODE.height()));
    assertThat(late.height()).isEqualTo(NODE.height());
  }

  /** LIGHT-2: every bit of a proof counts, and they lead on one by one. */
  @Example
  void anEpochsEndIsAcceptedOnlyAsItsMembersSignedIt() throws InvalidProofException {
    Bytes first = NODE.members().proof(0);
    LightChain chain = fresh();
    for (Bytes flipped : BitFlips.sample(first, 3)) {
      assertThatThrownBy(() -> chain.advanceEpoch(flipped))
          .isInstanceOf(InvalidProofException.class);
    }
    assertThat(chain.advanceEpoch(NODE.members().proof(1))).isFalse();
    assertThat(chain.members().current()).isZero();
    assertThat(chain.advanceEpoch(first)).isTrue();
    assertThat(chain.advanceEpoch(NODE.members().proof(1))).isTrue();
  }

  private static AcceptanceProof proof(RequestId request) {
    return HonestProofs.of(NODE, request);
  }

  /** LIGHT-4: every receipt of the chain, also a refusal, at its place and no other. */
  @Example
  void trueProofsOfTransactionsAreAccepted() {
    LightChain chain = complete();
    int refused = 0;
    for (long height = 1; height <= NODE.height() - TestLedger.WINDOW; height++) {
      for (Transaction each : NODE.blockAt(height).orElseThrow().block().transactions()) {
        AcceptanceProof proof = proof(each.request());
        assertThat(chain.findError(proof.existence())).isEmpty();
        assertThat(chain.findError(proof)).isEmpty();
        refused += proof.receipt().succeeded() ? 0 : 1;
      }
    }
    assertThat(refused).isPositive();
    AcceptanceProof some = proof(new RequestId(LEDGER.patient.publicKey(), 1));
    AcceptanceProof other = proof(new RequestId(LEDGER.patient.publicKey(), 2));
    assertThat(
            chain.findError(
                new AcceptanceProof(some.existence(), other.inclusion(), other.receipt())))
        .isPresent();
    ExistenceProof high =
        new ExistenceProof(
            Long.MAX_VALUE, some.existence().inclusion(), some.existence().transaction());
    assertThat(chain.findError(high)).isPresent();
    assertThat(fresh().findError(some)).isPresent();
  }

  /** LIGHT-4: a request that is twice in a block has a second receipt, at its own place. */
  @Example
  void theReceiptOfARepetitionIsNotThatOfTheRequest() throws InvalidProofException {
    TestLedger ledger = new TestLedger(4);
    Transaction twice = ledger.upload(1);
    MedicalContract contract = new MedicalContract(ledger.genesis);
    Block first = ledger.child(ledger.genesis.block().header(), List.of(twice, twice));
    List<Receipt> receipts = contract.apply(first).receipts();
    Block second = ledger.child(first.header(), List.of());
    Header plain = ledger.child(second.header(), List.of()).header();
    Header third =
        new Header(
            plain.version(),
            plain.previous(),
            plain.timestampMs(),
            plain.merkleRoot(),
            0,
            3,
            contract.stateRoot(),
            MerkleTree.rootOf(receipts),
            plain.difficulty(),
            plain.randomString());
    LightChain chain = new LightChain(ledger.genesis, ledger.check());
    chain.append(
        List.of(first.header(), second.header(), third), ledger.commits(0, third, 0, 1, 2));
    AcceptanceProof[] proofs = new AcceptanceProof[2];
    for (int i = 0; i < 2; i++) {
      ExistenceProof existence =
          new ExistenceProof(1, MerkleProver.over(first.transactions()).proof(i), twice);
      proofs[i] =
          new AcceptanceProof(existence, MerkleProver.over(receipts).proof(i), receipts.get(i));
      assertThat(chain.findError(proofs[i])).isEmpty();
    }
    assertThat(proofs[0].receipt()).isNotEqualTo(proofs[1].receipt());
    assertThat(
            chain.findError(
                new AcceptanceProof(
                    proofs[0].existence(), proofs[1].inclusion(), proofs[1].receipt())))
        .isPresent();
  }

  /** LIGHT-5: presence and absence, at every header whose state is still there. */
  @Example
  void trueProofsOfTheStateAreAccepted() {
    LightChain chain = complete();
    List<Bytes> keys =
        List.of(
            WorldState.balanceEntry(LEDGER.patient.publicKey()).key(),
            WorldState.balanceEntry(LEDGER.stranger.publicKey()).key(),
            Records.entry(LEDGER.record(1, 0).id()).key(),
            Records.entry(Hash.ZERO).key(),
            ConsensusNodes.entry().key());
    for (long header = 0; header <= NODE.height(); header++) {
      for (Bytes key : keys) {
        StateProofResponse answer = HonestProofs.state(NODE, key, header);
        assertThat(chain.findError(key, answer, header)).isEmpty();
        Optional<Bytes> lie = answer.value().isPresent() ? Optional.empty() : Optional.of(key);
        assertThat(chain.findError(key, new StateProofResponse(lie, answer.proof()), header))
            .isPresent();
      }
    }
    assertThat(chain.findError(keys.get(0), HonestProofs.state(NODE, keys.get(0), 9), 99))
        .isPresent();
  }
}

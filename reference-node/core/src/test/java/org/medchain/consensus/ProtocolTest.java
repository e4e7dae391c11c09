package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pow.BlockTransactions;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.Screening;

/** CONS-16: the differences of protocols are in the value of each. */
class ProtocolTest {
  static final List<Protocol> ALL = List.of(Pbft.PROTOCOL, Pbft.SEALED, ProofOfWork.PROTOCOL);

  @Test
  void eachHasWordsOfItsOwn() {
    assertThat(ALL).extracting(Protocol::key).containsExactly("pbft", "sealed", "pow");
    assertThat(ALL)
        .extracting(Protocol::title)
        .containsExactly("PBFT", "sealed PBFT", "proof of work");
  }

  /** Every client's request is taken, and refused in the same words. */
  @ParameterizedTest
  @FieldSource("ALL")
  void clientsAreServed(Protocol protocol) {
    assertThat(protocol.messages())
        .contains(Request.TYPE, RequestRejection.TYPE)
        .doesNotHaveDuplicates();
    assertThat(new MessageRegistry(protocol.messages()).all())
        .containsExactlyInAnyOrderElementsOf(protocol.messages());
  }

  /** Those that are not faulty are as many as it needs. */
  @ParameterizedTest
  @FieldSource("ALL")
  void theOthersDecide(Protocol protocol) {
    for (int nodes = QuorumSizes.MIN_NODES; nodes <= 100; nodes++) {
      int faulty = protocol.faults().tolerated().applyAsInt(nodes);
      assertThat(faulty).isPositive().isLessThan((nodes + 1) / 2);
      assertThat(protocol.faults().quorum().applyAsInt(nodes)).isBetween(1, nodes - faulty);
    }
  }

  /** Two quorums share more members than may be faulty (CONS-5). */
  @Test
  void votesThatMakeABlockFinalShareAnHonestNode() {
    for (Protocol protocol : ALL) {
      assertThat(protocol.isFinal()).isEqualTo(protocol.revertible() == 0);
      for (int nodes = QuorumSizes.MIN_NODES; protocol.isFinal() && nodes <= 100; nodes++) {
        Protocol.FaultModel faults = protocol.faults();
        assertThat(2 * faults.quorum().applyAsInt(nodes) - nodes)
            .isGreaterThan(faults.tolerated().applyAsInt(nodes));
      }
    }
  }

  /** A view is led by a member, each in turn; where nobody leads, blocks are searched for. */
  @ParameterizedTest
  @FieldSource("ALL")
  void leadersTakeTurns(Protocol protocol) {
    List<PublicKey> keys =
        IntStream.range(0, 4)
            .mapToObj(i -> new Ed25519().keyPair(Hash.of(Bytes.utf8("node " + i)).toBytes()))
            .map(KeyPair::publicKey)
            .toList();
    Membership members = new Membership(keys);
    List<PublicKey> leaders =
        IntStream.range(0, 4)
            .mapToObj(view -> protocol.leader().apply(members, (long) view))
            .flatMap(Optional::stream)
            .toList();
    assertThat(leaders).isEqualTo(protocol.isFinal() ? members.keys() : List.of());
    assertThat(leaders.isEmpty()).isEqualTo(protocol.relays());
    assertThat(leaders.isEmpty() && !protocol.searches()).isFalse();
  }

  @Test
  void onlyTheSealedOneSearchesAmongThoseThatVote() {
    assertThat(ALL.stream().filter(Protocol::isFinal).filter(Protocol::searches))
        .containsExactly(Pbft.SEALED);
  }

  /** CONS-16: a host makes replicas and sessions of a chain without knowing its protocol. */
  @Test
  void eachMakesItsReplicasAndSessions() {
    TestCommittee committee = new TestCommittee(4, 8);
    ProtocolFactory pbft = Pbft.of(committee.parameters, committee.members, 1, ContextMaker.ALONE);
    assertThat(pbft.replica().apply(committee.key(0))).isInstanceOf(PbftReplica.class);
    assertThat(pbft.client().get()).isNotNull();
    assertThat(pbft.messages()).isEqualTo(Pbft.PROTOCOL.messages());
  }

  /** CONS-1: what a protocol without views, votes and members' changes says of them. */
  @Test
  void aReplicaNeedNotScreen() {
    Replica plain = input -> List.of();
    Message message = OutputInterpreterTest.message(1);
    assertThat(plain.stillNeeds(message)).isTrue();
    assertThat(plain.screen(OutputInterpreterTest.PEER, message)).isEqualTo(new Screening.Needed());
    assertThat(plain.voteMemory()).isEqualTo(VoteMemory.INTACT);
    assertThat(plain.view() + plain.pendingRequests()).isZero();
    assertThat(plain.membershipProof()).isEmpty();
  }

  /** NET-3: what signatures a relayed content has inside. */
  @Test
  void relayedSignaturesAreChecked() {
    TestCommittee committee = new TestCommittee(4, 8);
    Transaction request = committee.request("a", 1);
    Block block = committee.child(committee.genesis(), request);
    List<Attestation> signed = Request.attestations(List.of(request));
    assertThat(signed).isNotEmpty();
    assertThat(new FetchedBlock(block).nested()).isEqualTo(signed);
    assertThat(new BlockTransactions(block.hash(), List.of(request)).nested()).isEqualTo(signed);
    var digest = new CheckpointContext.ContextDigest(epoch(committee), Hash.ZERO);
    CheckpointCertificate stable =
        committee.checkpoints(new Checkpoint(1, block.hash(), Hash.ZERO, digest.hash()), 0, 1, 2);
    assertThat(new MembershipProof(List.of(new EpochProof(stable, digest))).nested())
        .isEqualTo(stable.attestations())
        .hasSize(3);
  }

  private static Epoch epoch(TestCommittee committee) {
    return Epochs.of(committee.chain.chain(), committee.members).current();
  }

  @Test
  void anEntryOfBytesIsThoseBytes() {
    Bytes entry = Bytes.utf8("entry");
    Output.Persist persist = new Output.Persist(new DurabilityToken(1), entry);
    assertThat(persist.content().encoded()).isEqualTo(entry);
    assertThat(new Encoder().value(persist.content()).toBytes()).isEqualTo(entry);
  }
}

package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.consensus.pbft.OutputQueries.only;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** PBFT-21: a client that knows the first members can verify today's. */
class MembershipHistoryTest {
  private final TestCommittee committee = new TestCommittee(4, 2, 3);
  private final PbftCluster cluster = new PbftCluster(committee);

  private MembershipHistory start() {
    return MembershipHistory.of(committee.chain, committee.members);
  }

  private MembershipProof changed() {
    cluster.add();
    cluster.change("center", 0, 1, 2, 3, 4);
    cluster.deliver();
    for (int i = 0; i < 6; i++) {
      cluster.order("alice", 1);
      cluster.fireAll(PbftTimers.RETRANSMIT);
    }
    return cluster.replica(0).membershipProof().orElseThrow();
  }

  @Example
  void withoutAChangeThereIsNothingToProve() {
    cluster.order("alice", 1);
    assertThat(cluster.replica(0).membershipProof()).isEmpty();
    assertThat(start().current()).isZero();
    assertThat(start().members(0)).isEqualTo(committee.members);
    assertThat(start().first(0)).isZero();
  }

  @Example
  void aChangeIsBelievedFromAReplicaOrFromItsProof() {
    MembershipProof introduction = changed();
    MembershipHistory own = start().with(introduction);
    assertThat(own.current()).isEqualTo(1);
    assertThat(own.members(1).size()).isEqualTo(5);
    assertThat(own.first(1)).isEqualTo(4);
    assertThat(own.endOf(0).height()).isEqualTo(3);
    MembershipHistory convinced = start().with(own.proof(0), TestCommittee.SCHEME);
    assertThat(convinced.members(1)).isEqualTo(own.members(1));
    assertThat(convinced.endOf(0)).isEqualTo(own.endOf(0));
    assertThat(convinced.with(own.proof(0), TestCommittee.SCHEME)).isSameAs(convinced);
    // A reader that knows other members first is not convinced.
    Membership others = new Membership(committee.members.keys().reversed());
    assertThat(MembershipHistory.of(committee.chain, others).with(introduction).current()).isZero();
  }

  /** Any bit of a proof: malformed, or a signature that does not hold, or no news. */
  @Example
  void aChangedProofConvincesNobody() {
    Bytes proof = start().with(changed()).proof(0);
    for (int bit = 0; bit < proof.size() * 8; bit += 5) {
      byte[] copy = proof.toArray();
      copy[bit / 8] ^= (byte) (1 << bit % 8);
      assertMalformed(() -> start().with(Bytes.of(copy), TestCommittee.SCHEME));
    }
  }

  /** How many proofs node 0 sends to the client of block 1's request, which it repeats. */
  private long proofs(int repetitions) {
    Envelope repeated = Request.envelope(cluster.agreement().at(1).transactions().get(0));
    long proofs = 0;
    for (int i = 0; i < repetitions; i++) {
      List<Output> outputs = cluster.give(0, committee.arrival(repeated, TestCommittee.NOW_NS));
      List<Message> replies =
          only(Output.Reply.class, outputs).stream().map(Output.Reply::message).toList();
      assertThat(replies).as("the reply itself").hasAtLeastOneElementOfType(OrderedReply.class);
      proofs += replies.stream().filter(MembershipProof.class::isInstance).count();
    }
    return proofs;
  }

  private void toNextCheckpoint() {
    cluster.order("bob", 3);
  }

  /** PBFT-21: a proof is long; one that was lost comes again, in the next interval at latest. */
  @Example
  void whoRepeatsIsToldOnceInAnInterval() {
    cluster.order("alice", 1);
    assertThat(proofs(100)).as("nothing has changed").isZero();
    changed();
    assertThat(proofs(100)).isEqualTo(1);
    toNextCheckpoint();
    assertThat(proofs(100)).isEqualTo(1);
    toNextCheckpoint();
    assertThat(proofs(256)).as("where no checkpoint follows").isEqualTo(2);
  }

  /** PBFT-20: each height is proved by those who decide it. */
  @Example
  void heightsAreDivided() {
    MembershipHistory history = start().with(changed());
    Block block = committee.child(committee.genesis());
    assertThat(history.proves(committee.commits(0, block, 0, 1, 2))).isTrue();
    assertThat(history.proves(committee.commits(0, block, 0, 1))).isFalse();
    assertThat(history.proves(committee.commits(ViewNumbers.first(1), block, 0, 1, 2, 3)))
        .isFalse();
    assertThat(history.proves(committee.commits(ViewNumbers.first(2), block, 0, 1, 2, 3)))
        .isFalse();
    assertThat(committee.commits(ViewNumbers.first(2) + 5, block, 0).epoch()).isEqualTo(2);
    assertThat(history.endOf(0).block()).isNotEqualTo(Hash.ZERO);
  }
}

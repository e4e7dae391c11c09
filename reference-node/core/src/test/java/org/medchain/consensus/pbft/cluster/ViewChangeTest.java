package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** PBFT-9 to PBFT-12, PBFT-14: an idle primary is replaced, and nothing is lost. */
class ViewChangeTest {
  private static PbftCluster cluster(int nodes) {
    return new PbftCluster(new TestCommittee(nodes, 2));
  }

  private static Predicate<PbftCluster.Flight> kind(MessageType type) {
    return flight -> flight.envelope().code() == type.code();
  }

  private static Predicate<PbftCluster.Flight> to(PbftCluster cluster, int node) {
    return flight -> flight.to().equals(cluster.committee.key(node));
  }

  /** All live replicas have this many blocks, and the same ones. */
  private static void assertAgreed(PbftCluster cluster, int blocks) {
    List<Hash> chain = cluster.chainOf(cluster.live().get(0));
    assertThat(chain).hasSize(1 + blocks);
    for (int node : cluster.live()) {
      assertThat(cluster.chainOf(node)).as("node %d", node).isEqualTo(chain);
    }
  }

  /** CONS-11: the client sends to all, so the backups miss the primary by themselves. */
  @ParameterizedTest
  @ValueSource(ints = {4, 7, 10})
  void aCrashedPrimaryIsReplacedAndTheClientGetsItsResult(int nodes) {
    PbftCluster cluster = cluster(nodes);
    cluster.crash(0);
    Transaction request = cluster.submit("alice");
    cluster.deliver();
    assertThat(cluster.accepted()).isEmpty();
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    assertThat(cluster.accepted().stream().map(Output.Accepted::request))
        .containsExactly(request.request());
    assertAgreed(cluster, 1);
    for (int node : cluster.live()) {
      assertThat(cluster.replica(node).view()).isEqualTo(1);
    }
  }

  /** PBFT-6: requests of proposals without a prepared certificate are proposed again. */
  @Test
  void requestsOfDroppedBlocksGoBackToThePool() {
    PbftCluster cluster = cluster(4);
    cluster.lose(kind(Prepare.TYPE));
    cluster.submit("alice");
    cluster.order("bob", 1);
    cluster.crash(0);
    cluster.lose(flight -> false);
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    assertAgreed(cluster, 2);
    assertThat(cluster.accepted()).hasSize(2);
  }

  /** CONS-10: nor does a primary forget a request because it has proposed it. */
  @Test
  void aFormerPrimaryPassesOnWhatItProposedInVain() {
    PbftCluster cluster = cluster(4);
    cluster.lose(kind(PrePrepare.TYPE));
    Transaction known = cluster.committee.request("alice", 1);
    cluster.give(0, cluster.committee.submitted(known));
    cluster.order("bob", 1);
    cluster.lose(flight -> false);
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    cluster.fire(0, PbftTimers.RETRANSMIT);
    cluster.fire(0, PbftTimers.RETRANSMIT);
    cluster.deliver();
    assertAgreed(cluster, 2);
    assertThat(cluster.host(1).last().transactions()).containsExactly(known);
  }

  /** The same where the question or the answer is lost: it is asked again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLostFetchIsRepeated(boolean question) {
    PbftCluster cluster = cluster(4);
    cluster.lose(kind(Commit.TYPE).or(kind(PrePrepare.TYPE).and(to(cluster, 1))));
    cluster.order("alice", 1);
    cluster.crash(0);
    cluster.lose(kind(question ? FetchBlock.TYPE : FetchedBlock.TYPE));
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    assertThat(cluster.accepted()).isEmpty();
    cluster.lose(flight -> false);
    // The first round only notices that there was a view change since.
    cluster.fireAll(PbftTimers.RETRANSMIT);
    cluster.fireAll(PbftTimers.RETRANSMIT);
    assertAgreed(cluster, 1);
    assertThat(cluster.accepted()).hasSize(1);
  }

  @Test
  void lostViewChangesAreSentAgain() {
    PbftCluster cluster = cluster(4);
    cluster.crash(0);
    cluster.order("alice", 1);
    cluster.lose(kind(ViewChange.TYPE));
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    cluster.lose(flight -> false);
    cluster.fireAll(PbftTimers.RETRANSMIT);
    cluster.fireAll(PbftTimers.RETRANSMIT);
    assertThat(cluster.accepted()).hasSize(1);
    assertAgreed(cluster, 1);
  }

  /** PBFT-9: f + 1 replicas in a higher view include an honest one; f may all be Byzantine. */
  @Test
  void joinsAViewChangeThatFPlusOneWant() {
    TestCommittee committee = new TestCommittee(7, 2);
    TestHost host = committee.host(6, committee.replica(6));
    for (int node = 0; node < 2; node++) {
      List<Output> outputs = host.give(committee.from(node, committee.emptyChange(5)));
      assertThat(said(ViewChange.class, outputs)).as("%d of 3", node + 1).isEmpty();
    }
    List<Output> outputs = host.give(committee.from(0, committee.emptyChange(9)));
    assertThat(said(ViewChange.class, outputs)).as("node 0 once more").isEmpty();
    // Views 3, 5 and 9: two of them may be faulty, so it is only certain that an honest replica has
    // moved to 3.
    outputs = host.give(committee.from(2, committee.emptyChange(3)));
    assertThat(said(ViewChange.class, outputs)).containsExactly(committee.emptyChange(3));
  }

  /** PBFT-9: its own report has all that a new view must not forget (M10). */
  @Test
  void aViewChangeReportsTheDecidedBlockAndEveryPreparedOneAbove() {
    PbftCluster cluster = cluster(4);
    cluster.order("alice", 1);
    cluster.lose(kind(Commit.TYPE));
    cluster.submit("alice");
    cluster.order("alice", 1);
    cluster.submit("alice");
    cluster.fire(3, PbftTimers.VIEW_CHANGE);
    ViewChange change = said(ViewChange.class, allOutputs(cluster.steps(3))).get(0);
    assertThat(change.newView()).isEqualTo(1);
    assertThat(change.decided().block()).isEqualTo(cluster.chainOf(3).get(1));
    assertThat(change.prepared().stream().map(PreparedCertificate::height)).containsExactly(2L, 3L);
    TestCommittee committee = cluster.committee;
    assertThat(change.isSound(Epochs.of(committee.chain.chain(), committee.members))).isTrue();
    for (PreparedCertificate each : change.prepared()) {
      assertThat(each.prepares()).as("Q − 1").hasSize(2);
    }
  }

  /** PBFT-10, M09, M12: the demands of the VIEW-CHANGEs are recomputed, not trusted. */
  @Test
  void aProposalThatTheNewViewDoesNotDemandIsRefused() {
    TestCommittee committee = new TestCommittee(4, 2);
    TestHost host = committee.host(3, committee.replica(3));
    Block genesis = committee.genesis();
    Block prepared = committee.child(genesis, committee.request("alice", 1));
    Block other = committee.child(genesis, committee.request("bob", 1));
    ViewChange empty = committee.emptyChange(1);
    ViewChange full =
        new ViewChange(1, empty.decided(), List.of(committee.prepared(0, prepared, 0, 1, 2)));
    NewView message =
        new NewView(
            1,
            List.of(
                committee.proof(0, empty), committee.proof(1, empty), committee.proof(2, full)));
    host.give(committee.from(1, message));
    List<Output> outputs = host.give(committee.from(1, new PrePrepare(1, other)));
    assertThat(said(Message.class, outputs)).isEmpty();
    assertThat(only(Output.Reject.class, outputs))
        .containsExactly(
            new Output.Reject(
                committee.key(1),
                "pre-prepare: the new view demands another block at this height"));
  }

  @Test
  void aLateViewChangeGetsTheNewView() {
    TestCommittee committee = new TestCommittee(4, 2);
    TestHost host = committee.host(3, committee.replica(3));
    NewView message = committee.newView(1, 0, 1, 2);
    host.give(committee.from(1, message));
    List<Output> outputs = host.give(committee.from(0, committee.emptyChange(1)));
    assertThat(outputs)
        .containsExactly(
            new Output.Send(
                committee.key(0), committee.seal(committee.keys(1), message), List.of()));
  }
}

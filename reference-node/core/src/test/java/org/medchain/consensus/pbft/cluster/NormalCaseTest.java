package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;

/** PBFT-1 to PBFT-8: pre-prepare, prepare, commit, seen from one replica or from a few. */
class NormalCaseTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final TestHost backup = committee.host(3, committee.replica(3));
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  private final Block second = committee.child(first, committee.request("alice", 2));

  private List<Output> give(int node, Message message) {
    return backup.give(committee.from(node, message));
  }

  private static Prepare prepare(Block block) {
    return new Prepare(0, block.height(), block.hash());
  }

  private static Commit commit(Block block) {
    return new Commit(0, block.height(), block.hash());
  }

  /** PBFT-3, PBFT-4, PBFT-5: a backup moves on these messages, and not before. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7, 10, 16})
  void aQuorumMovesABackupFromPhaseToPhase(int nodes) {
    TestCommittee many = new TestCommittee(nodes, 2);
    QuorumSizes quorum = new QuorumSizes(nodes);
    int self = nodes - 1;
    TestHost host = many.host(self, many.replica(self));
    Block block = many.child(many.chain.genesis(), many.request("alice", 1));

    List<Output> outputs = host.give(many.from(0, new PrePrepare(0, block)));
    assertThat(said(Prepare.class, outputs)).containsExactly(prepare(block));
    // Its own PREPARE counts, so Q − 2 of others are needed, and the primary sends none.
    for (int i = 1; i <= quorum.size() - 2; i++) {
      assertThat(said(Commit.class, outputs)).as("after %d PREPAREs", i).isEmpty();
      outputs = host.give(many.from(i, prepare(block)));
    }
    assertThat(said(Commit.class, outputs)).containsExactly(commit(block));
    for (int i = 0; i < quorum.size() - 1; i++) {
      assertThat(committed(outputs)).as("after %d COMMITs", i + 1).isEmpty();
      outputs = host.give(many.from(i, commit(block)));
    }
    assertThat(committed(outputs)).containsExactly(block);
  }

  /** PBFT-5: a quorum belongs to one view and one block, and comes from different replicas. */
  @Test
  void commitsOfOneViewAndBlockAreCountedTogetherAndNoOthers() {
    give(0, new PrePrepare(0, first));
    Block other = committee.child(committee.genesis(), committee.request("bob", 1));
    assertThat(committed(give(0, commit(first)))).isEmpty();
    assertThat(committed(give(0, commit(first)))).as("twice").isEmpty();
    assertThat(committed(give(1, commit(other)))).as("another block").isEmpty();
    assertThat(committed(give(2, new Commit(1, 1, first.hash())))).as("view 1").isEmpty();
    assertThat(committed(give(2, commit(first)))).isEmpty();
    assertThat(committed(give(1, commit(first)))).as("changed its mind").isEmpty();
    // Node 3 itself is the third, once node 1 or 2 sends its PREPARE.
    List<Output> outputs = give(2, prepare(first));
    assertThat(committed(outputs)).containsExactly(first);
  }

  /** PBFT-5: the votes of a view that is over still show what was decided in it. */
  @Test
  void commitsOfAnOldViewStillDecide() {
    give(0, new PrePrepare(0, first));
    backup.give(committee.submitted(committee.request("bob", 1)));
    backup.fire(PbftTimers.VIEW_CHANGE);
    give(0, commit(first));
    give(1, commit(first));
    assertThat(committed(give(2, commit(first)))).containsExactly(first);
  }

  /** PBFT-3: a proposal waits until the replica is prepared for its parent in this view. */
  @Test
  void aProposalWaitsForItsParent() {
    assertThat(said(Prepare.class, give(0, new PrePrepare(0, second)))).isEmpty();
    give(1, prepare(second));
    give(2, prepare(second));
    List<Output> outputs = give(0, new PrePrepare(0, first));
    assertThat(said(Prepare.class, outputs)).containsExactly(prepare(first));
    outputs = give(1, prepare(first));
    assertThat(said(Commit.class, outputs)).containsExactly(commit(first), commit(second));
    assertThat(said(Prepare.class, outputs)).containsExactly(prepare(second));
  }

  /** PBFT-4: the primary, too, is prepared for a block only when it is for the parent. */
  @Test
  void thePrimaryIsPreparedFromBelow() {
    TestHost primary = committee.host(0, committee.replica(0));
    List<Output> outputs = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      outputs.addAll(primary.give(committee.submitted(committee.request("alice", i))));
    }
    List<PrePrepare> proposed = said(PrePrepare.class, outputs);
    Block one = proposed.get(0).block();
    Block two = proposed.get(1).block();
    for (int node = 1; node <= 3; node++) {
      List<Output> early = primary.give(committee.from(node, prepare(two)));
      assertThat(said(Commit.class, early)).isEmpty();
    }
    primary.give(committee.from(1, prepare(one)));
    assertThat(said(Commit.class, primary.give(committee.from(2, prepare(one)))))
        .containsExactly(commit(one), commit(two));
  }

  /** PBFT-8: at most W heights above what the primary has executed. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void thePrimaryKeepsToTheWindow(int window) {
    TestCommittee wide = new TestCommittee(4, window);
    PbftCluster cluster = new PbftCluster(wide);
    for (int node = 0; node < 4; node++) {
      cluster.host(node).holdExecutions();
    }
    for (int i = 0; i < 8; i++) {
      cluster.submit("alice");
    }
    cluster.deliver();
    assertThat(said(PrePrepare.class, allOutputs(cluster.steps(0)))).hasSize(window);
    List<Output> next = cluster.host(0).releaseExecution();
    assertThat(said(PrePrepare.class, next)).hasSize(1);
  }

  /** PBFT-1: in progress or executed, a request is not ordered again; it is answered again. */
  @Test
  void aRequestIsOrderedOnceAndItsReplyRepeated() {
    PbftCluster cluster = new PbftCluster(committee);
    Transaction request = cluster.submit("alice");
    cluster.give(0, committee.submitted(request));
    cluster.deliver();
    cluster.give(0, committee.submitted(request));
    cluster.deliver();
    List<Output> outputs = allOutputs(cluster.steps(0));
    assertThat(said(PrePrepare.class, outputs)).hasSize(1);
    List<Output.Reply> replies = only(Output.Reply.class, outputs);
    assertThat(replies).hasSize(2);
    assertThat(replies.get(1)).isEqualTo(replies.get(0));
    assertThat(replies.get(0).client()).isEqualTo(request.request().sender());
  }

  /** CONS-10: a request that never fits and one too many are refused, and leave no trace. */
  @Test
  void tooLargeAndTooManyAreRefused() {
    TestCommittee small = new TestCommittee(4, 2, new BatchLimits(1, 300, 0), 2);
    TestHost host = small.host(3, small.replica(3));
    Transaction large = small.request("alice", 1, Bytes.of(new byte[300]));
    assertThat(host.give(small.submitted(large)))
        .containsExactly(
            new Output.Reject(
                large.request().sender(),
                RejectionReason.MALFORMED,
                "the request is larger than a block may be"));
    host.give(small.submitted(small.request("alice", 2)));
    host.give(small.submitted(small.request("alice", 3)));
    Transaction third = small.request("bob", 1);
    assertThat(host.give(small.submitted(third)))
        .containsExactly(
            new Output.Reject(
                third.request().sender(),
                RejectionReason.OVERLOADED,
                "too many requests wait; try again later"));
  }
}

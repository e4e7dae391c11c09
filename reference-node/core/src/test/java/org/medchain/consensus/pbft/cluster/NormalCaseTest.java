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
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.LoggedVotes;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
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

  /** PBFT-5: votes of views that may never come are not kept: they fill memory (M08). */
  @Test
  void votesOfViewsFarAheadAreNotKept() {
    give(0, new PrePrepare(0, first));
    for (int node = 0; node < 3; node++) {
      assertThat(committed(give(node, new Commit(5, 1, first.hash())))).isEmpty();
    }
    give(0, new Commit(4, 1, first.hash()));
    give(1, new Commit(4, 1, first.hash()));
    assertThat(committed(give(2, new Commit(4, 1, first.hash())))).containsExactly(first);
  }

  /** CONS-7: third parties can check the certificate: enough members, and every signature holds. */
  @Test
  void theCertificateOfADecidedBlockProvesIt() {
    PbftCluster cluster = new PbftCluster(committee);
    cluster.submit("alice");
    cluster.deliver();
    for (int node = 0; node < 4; node++) {
      Output.Commit commit = only(Output.Commit.class, allOutputs(cluster.steps(node))).get(0);
      QuorumCertificate certificate = (QuorumCertificate) commit.certificate();
      assertThat(certificate.block()).isEqualTo(commit.block().hash());
      assertThat(certificate.suffices(committee.members)).isTrue();
      assertThat(certificate.votes()).hasSize(3);
      for (Attestation each : certificate.attestations()) {
        assertThat(each.holds(TestCommittee.SCHEME, committee.chain.chain())).isTrue();
      }
    }
  }

  /** CONS-3: each vote waits for its own entry; a commit waits for the replica's own COMMIT. */
  @Test
  void votesAndCommitsWaitForWhatTheyPromise() {
    PbftCluster cluster = new PbftCluster(committee);
    cluster.submit("alice");
    cluster.deliver();
    for (int node = 0; node < 4; node++) {
      List<Output> outputs = allOutputs(cluster.steps(node));
      List<Output.Broadcast> votes = only(Output.Broadcast.class, outputs);
      assertThat(votes).hasSize(2); // PRE-PREPARE or PREPARE, and COMMIT
      DurabilityToken ownCommit = null;
      for (Output.Broadcast vote : votes) {
        assertThat(vote.waitsFor()).containsExactly(tokenOf(vote.envelope(), outputs));
        ownCommit = vote.waitsFor().get(0);
      }
      Output.Commit commit = only(Output.Commit.class, outputs).get(0);
      assertThat(commit.waitsFor()).containsExactly(ownCommit);
    }
  }

  private static DurabilityToken tokenOf(Envelope envelope, List<Output> outputs) {
    return only(Output.Persist.class, outputs).stream()
        .filter(each -> promises(each.entry(), envelope))
        .map(Output.Persist::token)
        .findFirst()
        .orElseThrow();
  }

  /** Whether this entry of the log is the one that must be there before the vote leaves. */
  private static boolean promises(Bytes entry, Envelope envelope) {
    return LoggedVotes.of(entry)
        .filter(each -> each.type().code() == envelope.code())
        .filter(each -> each.encoded().equals(envelope.body()))
        .isPresent();
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

  /** PBFT-7: the roots in the header of h are those after h − W, so h waits for their execution. */
  @Test
  void aProposalWaitsForTheExecutionOfWBelow() {
    TestCommittee narrow = new TestCommittee(4, 1);
    TestHost host = narrow.host(3, narrow.replica(3));
    host.holdExecutions();
    Block one = narrow.child(narrow.chain.genesis(), narrow.request("alice", 1));
    var execution = HashChainStateMachine.execute(narrow.chain.genesis().header().stateRoot(), one);
    ExecutionRoots roots = new ExecutionRoots(execution.stateRoot(), execution.receiptsRoot());
    Block two = narrow.child(one, roots, narrow.request("alice", 2));
    host.give(narrow.from(0, new DecidedBlock(one, narrow.commits(0, one, 0, 1, 2))));
    assertThat(host.last()).isEqualTo(one);
    List<Output> early = host.give(narrow.from(0, new PrePrepare(0, two)));
    assertThat(said(Prepare.class, early)).isEmpty();
    assertThat(said(Prepare.class, host.releaseExecution())).containsExactly(prepare(two));
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

  /** PBFT-8: full at once, or after the delay; a single request does not wait forever. */
  @Test
  void aBatchClosesWhenFullOrWhenItsTimeIsUp() {
    TestCommittee batching = new TestCommittee(4, 4, new BatchLimits(3, 10_000, 5_000), 100);
    TestHost primary = batching.host(0, batching.replica(0));
    List<Output> outputs = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      outputs.addAll(primary.give(batching.submitted(batching.request("alice", i))));
    }
    assertThat(sizes(outputs)).containsExactly(3);
    assertThat(outputs).contains(new Output.StartTimer(PbftTimers.BATCH, 5_000));
    assertThat(sizes(primary.fire(PbftTimers.BATCH))).containsExactly(1);
  }

  private static List<Integer> sizes(List<Output> outputs) {
    return said(PrePrepare.class, outputs).stream()
        .map(each -> each.block().transactions().size())
        .toList();
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

  /**
   * PBFT-1: a request that a backup passes on counts as the client's; its sender need not be a
   * member.
   */
  @Test
  void aBackupPassesWaitingRequestsOnToThePrimary() {
    TestHost waiting = committee.host(2, committee.replica(2));
    Transaction request = committee.request("alice", 1);
    waiting.give(committee.submitted(request));
    List<Output> outputs = waiting.fire(PbftTimers.RETRANSMIT);
    Output.Send passed = only(Output.Send.class, outputs).get(0);
    assertThat(passed)
        .isEqualTo(new Output.Send(committee.key(0), Request.envelope(request), List.of()));
    TestHost primary = committee.host(0, committee.replica(0));
    List<Output> proposed =
        primary.give(committee.arrival(passed.envelope(), TestCommittee.NOW_NS));
    assertThat(said(PrePrepare.class, proposed)).hasSize(1);
  }

  /** PBFT-3: a primary that packs more than was agreed on gets no vote. */
  @Test
  void aBlockOfTooManyOrTooLargeRequestsIsRefused() {
    TestCommittee small = new TestCommittee(4, 2, new BatchLimits(2, 500, 0), 10);
    for (int requests = 1; requests <= 3; requests++) {
      Transaction[] batch = new Transaction[requests];
      for (int i = 0; i < requests; i++) {
        batch[i] = small.request("alice", i + 1);
      }
      Block block = small.child(small.chain.genesis(), batch);
      TestHost host = small.host(3, small.replica(3));
      List<Output> outputs = host.give(small.from(0, new PrePrepare(0, block)));
      boolean fits = requests <= 2;
      assertThat(said(Prepare.class, outputs)).hasSize(fits ? 1 : 0);
      assertThat(only(Output.Reject.class, outputs)).hasSize(fits ? 0 : 1);
    }
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

  /** PBFT-20: a replica that is not a member follows, and votes on nothing. */
  @Test
  void whoIsNoMemberVotesOnNothing() {
    KeyPair keys = TestCommittee.client("mallory");
    TestHost stranger = committee.host(keys);
    List<Output> outputs = new ArrayList<>(stranger.give(new Input.Started(TestCommittee.NOW_NS)));
    outputs.addAll(stranger.give(committee.submitted(first.transactions().get(0))));
    outputs.addAll(stranger.give(committee.from(0, new PrePrepare(0, first))));
    for (int node = 1; node < 4; node++) {
      outputs.addAll(stranger.give(committee.from(node, prepare(first))));
    }
    for (int node = 1; node < 4; node++) {
      outputs.addAll(stranger.give(committee.from(node, commit(first))));
    }
    assertThat(stranger.timers()).doesNotContain(PbftTimers.VIEW_CHANGE);
    assertThat(said(Message.class, outputs)).isEmpty();
    assertThat(committed(outputs)).as("it follows").containsExactly(first);
  }
}

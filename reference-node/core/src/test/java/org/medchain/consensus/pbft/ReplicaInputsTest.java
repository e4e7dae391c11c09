package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.RejectionReason;

/** One replica on single inputs: what it rejects, and which input makes what continue. */
class ReplicaInputsTest {
  /** K = 2 and W = 2: without stable checkpoints ordering stops at height 6. */
  private final TestCommittee committee = new TestCommittee(4, 2, 2);

  private final IsolatedReplica ahead = new IsolatedReplica(committee, 2);
  private final PbftReplica replica = committee.replica(3);
  private final TestHost backup = committee.host(3, replica);
  private final TestHost primary = committee.host(0, committee.replica(0));

  private Output.Reject reject(KeyPair sender, String reason) {
    return new Output.Reject(sender.publicKey(), reason);
  }

  private DecidedBlock block(long height) {
    return ahead.state.chain.at(height).orElseThrow();
  }

  private void decide(TestHost host, long height) {
    for (long each = host.height() + 1; each <= height; each++) {
      host.give(committee.from(2, block(each)));
    }
  }

  private static List<Long> proposed(List<Output> outputs) {
    return said(PrePrepare.class, outputs).stream().map(each -> each.block().height()).toList();
  }

  private static List<Long> prepared(List<Output> outputs) {
    return said(Prepare.class, outputs).stream().map(Prepare::height).toList();
  }

  /** An unusable message is reported to the host, with its sender and the reason. */
  @Test
  void whatCannotBeUsedIsReported() {
    KeyPair stranger = TestCommittee.client("stranger");
    KeyPair member = committee.keys(1);
    assertThat(
            backup.give(
                new Input.MessageRejected(
                    TestCommittee.NOW_NS,
                    member.publicKey(),
                    Prepare.TYPE.code(),
                    RejectionReason.UNAUTHENTICATED,
                    "bad signature")))
        .containsExactly(
            new Output.Reject(
                member.publicKey(), RejectionReason.UNAUTHENTICATED, "bad signature"));
    assertThat(backup.give(committee.from(stranger, new Prepare(0, 1, Hash.ZERO))))
        .containsExactly(
            new Output.Reject(stranger.publicKey(), RejectionReason.UNAUTHORISED, "not a member"));
    RequestRejection refusal =
        new RequestRejection(
            committee.request("alice", 1).id(), "a client is told this, no replica");
    assertThat(backup.give(committee.from(member, refusal)))
        .containsExactly(reject(member, "not a message between replicas"));
  }

  /** CONS-3: a vote that is signed counts here when it is durable, and not before. */
  @Test
  void anOwnVoteCountsWhenItIsDurable() {
    ahead.executeTo(1);
    Block first = block(1).block();
    Prepare vote = new Prepare(0, 1, first.hash());
    List<Output> outputs = replica.step(committee.from(0, new PrePrepare(0, first)));
    Output.Persist persist = only(Output.Persist.class, outputs).get(0);
    replica.step(committee.from(1, vote));
    Envelope sealed = committee.seal(committee.keys(3), vote);
    outputs = replica.step(new Input.MessageSigned(TestCommittee.NOW_NS, vote, sealed));
    assertThat(said(Commit.class, outputs)).isEmpty();
    outputs = replica.step(new Input.Persisted(TestCommittee.NOW_NS, persist.token()));
    assertThat(said(Commit.class, outputs)).containsExactly(new Commit(0, 1, first.hash()));
  }

  /** PBFT-3: the proposal above waits for its parent and takes it in any form. */
  @Test
  void theNextProposalIsVotedForWhenItsParentIsDecided() {
    ahead.executeTo(2);
    backup.holdExecutions();
    assertThat(prepared(backup.give(committee.from(0, new PrePrepare(0, block(2).block())))))
        .isEmpty();
    assertThat(prepared(backup.give(committee.from(2, block(1))))).containsExactly(2L);
  }

  /** PBFT-7: a proposal W above the block that is executed had been waiting for its roots. */
  @Test
  void aProposalIsVotedForWhenItsRootsAreExecuted() {
    ahead.executeTo(3);
    backup.holdExecutions();
    decide(backup, 1);
    Block second = block(2).block();
    backup.give(committee.from(0, new PrePrepare(0, second)));
    for (int node = 1; node <= 2; node++) {
      backup.give(committee.from(node, new Prepare(0, 2, second.hash())));
    }
    assertThat(prepared(backup.give(committee.from(0, new PrePrepare(0, block(3).block())))))
        .isEmpty();
    assertThat(prepared(backup.releaseExecution())).containsExactly(3L);
  }

  /** PBFT-1: an executed request waits no longer, so no timer runs for it. */
  @Test
  void whatIsExecutedWaitsNoLonger() {
    Transaction request = committee.request("alice", 1);
    ahead.decide(request);
    backup.give(committee.submitted(request));
    assertThat(backup.timers()).isNotEmpty();
    decide(backup, 1);
    assertThat(backup.timers()).isEmpty();
  }

  /** PBFT-1, PBFT-12: of two that wait, only the one still open is passed on. */
  @Test
  void onlyWhatIsOpenIsPassedOn() {
    Transaction open = committee.request("alice", 1);
    Transaction done = committee.request("bob", 1);
    backup.give(committee.submitted(open));
    backup.give(committee.submitted(done));
    ahead.decide(done);
    decide(backup, 1);
    backup.fire(CatchUp.RETRANSMIT); // there was progress
    List<Output.Send> sent =
        only(Output.Send.class, backup.fire(CatchUp.RETRANSMIT)).stream()
            .filter(send -> send.envelope().code() == Request.TYPE.code())
            .toList();
    assertThat(sent)
        .containsExactly(new Output.Send(committee.key(0), Request.envelope(open), List.of()));
  }

  /** CONS-10: a request as large as a block may be is taken, a larger one is not. */
  @Test
  void aRequestMayFillABlock() {
    Transaction request = committee.request("alice", 1);
    int size = RequestPool.sizeOf(request);
    for (int room : new int[] {size - 1, size}) {
      TestCommittee narrow = new TestCommittee(4, 2, new BatchLimits(1, room, 0), 100);
      TestHost leader = narrow.host(0, narrow.replica(0));
      List<Output> outputs = leader.give(narrow.submitted(narrow.request("alice", 1)));
      assertThat(proposed(outputs)).hasSize(room == size ? 1 : 0);
      assertThat(only(Output.Reject.class, outputs)).hasSize(room == size ? 0 : 1);
    }
  }

  /** A host that reports the same result twice changes nothing, no client gets a second reply. */
  @Test
  void anExecutionCountsOnce() {
    ahead.decide(committee.request("alice", 1));
    decide(backup, 1);
    Hash genesis = committee.genesis().header().stateRoot();
    ExecutionResult again = HashChainStateMachine.execute(genesis, block(1).block());
    assertThat(backup.give(new Input.Executed(TestCommittee.NOW_NS, again))).isEmpty();
  }

  /** The blocks up to the high water mark, and the one CHECKPOINT that would move it. */
  private Checkpoint fillUpToTheHighWaterMark() {
    List<Checkpoint> own = ahead.executeTo(6);
    decide(primary, 5);
    primary.holdExecutions();
    decide(primary, 6);
    assertThat(proposed(primary.give(committee.submitted(committee.request("alice", 1)))))
        .as("above the high water mark")
        .isEmpty();
    return own.get(own.size() - 1);
  }

  /** PBFT-19: ordering continues, no matter whose CHECKPOINT completes the quorum. */
  @Test
  void orderingGoesOnWithTheCheckpointOfAnother() {
    Checkpoint six = fillUpToTheHighWaterMark();
    assertThat(proposed(primary.releaseExecution())).isEmpty();
    assertThat(proposed(primary.give(committee.from(1, six)))).isEmpty();
    assertThat(proposed(primary.give(committee.from(2, six)))).containsExactly(7L);
  }

  @Test
  void orderingContinuesWithTheOwnCheckpoint() {
    Checkpoint six = fillUpToTheHighWaterMark();
    primary.give(committee.from(1, six));
    assertThat(proposed(primary.give(committee.from(2, six)))).isEmpty();
    assertThat(proposed(primary.releaseExecution())).containsExactly(7L);
  }

  @Test
  void orderingContinuesWithAnothersStableCheckpoint() {
    Checkpoint six = fillUpToTheHighWaterMark();
    primary.releaseExecution();
    StableCheckpoint stable =
        new StableCheckpoint(committee.checkpoints(six, 1, 2, 3), block(6), List.of());
    assertThat(proposed(primary.give(committee.from(2, stable)))).containsExactly(7L);
  }

  /** PBFT-17: the checkpoint's block is the next one, so it is taken and handed over. */
  @Test
  void theBlockOfAStableCheckpointIsHandedOver() {
    ahead.executeTo(3);
    decide(backup, 3);
    Checkpoint four = ahead.executeTo(4).get(0);
    StableCheckpoint stable =
        new StableCheckpoint(committee.checkpoints(four, 0, 1, 2), block(4), List.of());
    assertThat(committed(backup.give(committee.from(2, stable)))).containsExactly(block(4).block());
  }

  /** PBFT-17: from the loaded state a primary proposes the requests that wait. */
  @Test
  void aPrimaryProposesOnTheStateThatItLoaded() {
    ahead.stableTo(6);
    primary.give(committee.submitted(committee.request("alice", 1)));
    primary.give(committee.from(2, ahead.offer()));
    Checkpoint six = ahead.offer().certificate().checkpoint();
    Bytes snapshot = ahead.snapshot(six.stateRoot().toBytes());
    List<Output> outputs = primary.give(committee.from(2, new SnapshotPart(6, 0, 1, snapshot)));
    assertThat(only(Output.Restore.class, outputs)).hasSize(1);
    assertThat(primary.height()).isEqualTo(6);
    assertThat(proposed(outputs)).containsExactly(7L);
  }

  private Input newView(long view, ViewChange... changes) {
    List<NewView.ViewChangeProof> proofs = new ArrayList<>();
    for (int node = 0; node < changes.length; node++) {
      proofs.add(committee.proof(node, changes[node]));
    }
    return committee.from((int) (view % 4), new NewView(view, proofs));
  }

  private Input emptyView(long view) {
    ViewChange change = committee.emptyChange(view);
    return newView(view, change, change, change);
  }

  /** NODE-14: a connection came up, or a peer has more: it gets this replica's height. */
  @Test
  void aReachablePeerIsToldTheHeight() {
    ahead.executeTo(2);
    decide(backup, 2);
    List<Output> outputs =
        backup.give(new Input.PeerReachable(TestCommittee.NOW_NS, committee.key(1)));
    assertThat(said(Status.class, outputs)).containsExactly(new Status(0, false, 2, 0));
    assertThat(ahead.receivers(Status.TYPE, outputs)).containsExactly(1);
  }

  /** PBFT-12: the votes of a past view have no effect. */
  @Test
  void votesOfAnEarlierViewAreNotSentAgain() {
    ahead.executeTo(1);
    backup.give(committee.from(0, new PrePrepare(0, block(1).block())));
    List<Output> outputs = backup.give(committee.from(1, new Status(0, false, 0, 0)));
    assertThat(ahead.receivers(Prepare.TYPE, outputs)).containsExactly(1);
    backup.give(emptyView(1));
    assertThat(replica.view()).isEqualTo(1);
    assertThat(ViewNumbers.number(replica.view())).isEqualTo(1);
    outputs = backup.give(committee.from(1, new Status(1, false, 0, 0)));
    assertThat(ahead.receivers(Prepare.TYPE, outputs)).isEmpty();
  }

  /** PBFT-24: views that bring no checkpoint do not fill the log. */
  @Test
  void manyViewsShortenTheLog() {
    ahead.stableTo(2);
    decide(backup, 2);
    Checkpoint two = ahead.checkpoints.lastStable.orElseThrow().certificate().checkpoint();
    backup.give(committee.from(0, two));
    backup.give(committee.from(1, two));
    int longest = 0;
    for (long view = 1; view <= 200; view++) {
      // Node 3 leads each fourth one, and says nothing of it.
      if (view % 4 != 3) {
        backup.give(emptyView(view));
        longest = Math.max(longest, backup.log().size());
      }
    }
    assertThat(longest).isBetween(40, 80);
  }

  /** PBFT-10: a view that starts above what is decided here: its primary has the blocks. */
  @Test
  void thePrimaryOfANewViewIsQueriedForTheBlocksBelowItsStart() {
    ahead.executeTo(2);
    ViewChange empty = committee.emptyChange(1);
    ViewChange further = new ViewChange(1, block(2).certificate(), List.of());
    List<Output> outputs = backup.give(newView(1, empty, further, empty));
    assertThat(said(Status.class, outputs)).containsExactly(new Status(1, false, 0, 0));
    assertThat(ahead.receivers(Status.TYPE, outputs)).containsExactly(1);
  }
}

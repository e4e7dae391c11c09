package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Message;

/** PBFT-2, PBFT-8 to PBFT-10, PBFT-16: steps that wait between views, epochs and states. */
class ViewTransitionTest {
  private final TestCommittee committee = new TestCommittee(4, 2, 2);
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  private final IsolatedReplica lone = new IsolatedReplica(committee, 3);
  private final NormalCase normalCase = lone.state.normalCase;

  private AuthenticationResult.Verified verified(int node, Message message) {
    return ((Input.MessageReceived) committee.from(node, message)).verified();
  }

  private void prePrepare() {
    normalCase.onPrePrepare(committee.key(0), new PrePrepare(0, first), Signature.NONE);
  }

  /** PBFT-2: before its NEW-VIEW, a view has no proposals. */
  @Test
  void aViewThatHasNotBegunTakesNoProposal() {
    lone.state.viewChanging = true;
    prePrepare();
    assertThat(lone.state.slots).isEmpty();
    lone.state.viewChanging = false;
    prePrepare();
    assertThat(lone.state.slots).hasSize(1);
  }

  /** PBFT-9: a replica that has left a view promises nothing more in it, however many ask. */
  @Test
  void whoHasLeftAViewIsNotPreparedInIt() {
    prePrepare();
    lone.outputs();
    lone.state.viewChanging = true;
    for (int node = 1; node <= 3; node++) {
      Prepare vote = new Prepare(0, 1, first.hash());
      normalCase.onPrepare(committee.key(node), vote, Signature.NONE);
    }
    assertThat(said(Commit.class, lone.outputs())).isEmpty();
    lone.state.viewChanging = false;
    normalCase.advance(1);
    assertThat(said(Commit.class, lone.outputs())).hasSize(1);
  }

  /** PBFT-16: heights under the low water mark are not counted, at any length of the chain. */
  @Test
  void checkpointsUnderTheLowWaterMarkAreNotCounted() {
    lone.state.lowWaterMark = 4;
    Hash any = Hash.of(Bytes.utf8("state"));
    for (long height : new long[] {2, 4}) {
      lone.hear(new Checkpoint(height, any, any, any), 0, 1);
      assertThat(lone.checkpoints.othersAreAhead()).isFalse();
    }
    lone.hear(new Checkpoint(6, any, any, any), 0, 1);
    assertThat(lone.checkpoints.othersAreAhead()).isTrue();
  }

  /** PBFT-17: on a state that is not there nothing is proposed. */
  @Test
  void whileAStateIsLoadedNothingIsProposed() {
    IsolatedReplica primary = new IsolatedReplica(committee, 0);
    Proposer proposer = primary.state.proposer;
    primary.state.pool.add(committee.request("alice", 1));
    primary.state.restoring = true;
    proposer.propose();
    assertThat(said(PrePrepare.class, primary.outputs())).isEmpty();
    primary.state.restoring = false;
    proposer.propose();
    assertThat(said(PrePrepare.class, primary.outputs())).hasSize(1);
  }

  /** PBFT-10, PBFT-16: a view's demands under the low water mark are met already. */
  @Test
  void whatIsStableIsNotProposedAgain() {
    IsolatedReplica primary = new IsolatedReplica(committee, 1);
    Block one = primary.decide().block();
    primary.execute();
    primary.stableTo(4);
    ViewChange change =
        new ViewChange(
            1, committee.emptyChange(1).decided(), List.of(committee.prepared(0, one, 0, 1, 2)));
    primary.state.view = 1;
    primary.state.newViewChain = NewViewChain.of(List.of(change, change, change));
    assertThat(primary.state.newViewChain.at(1).isPresent()).isTrue();
    primary.state.pool.add(committee.request("alice", 1));
    primary.state.proposer.propose();
    assertThat(said(PrePrepare.class, primary.outputs()))
        .extracting(each -> each.block().height())
        .containsExactly(5L);
  }

  /** PBFT-23: one search at a time: a second request does not begin another. */
  @Test
  void whoSearchesDoesNotBeginAnew() {
    Difficulty easy = Difficulty.ofCoefficient(2);
    TestCommittee sealed =
        new TestCommittee(
            4, ConsensusTestChain.parameters(1, easy), TestCommittee.ONE_EACH, 100, 4);
    TestHost host = sealed.host(0, sealed.replica(0));
    List<Output> outputs = host.give(sealed.submitted(sealed.request("alice", 1)));
    assertThat(only(Output.Mine.class, outputs)).hasSize(1);
    outputs = host.give(sealed.submitted(sealed.request("alice", 2)));
    assertThat(only(Output.Mine.class, outputs)).isEmpty();
  }

  /** PBFT-2: a proposal that overtook its NEW-VIEW is kept while the view before is left. */
  @Test
  void anEarlyProposalSurvivesTheLeaving() {
    TestHost backup = committee.host(3, committee.replica(3));
    assertThat(backup.give(committee.from(1, new PrePrepare(1, first)))).isEmpty();
    backup.give(new Input.TimerFired(TestCommittee.NOW_NS, ViewTimer.VIEW_CHANGE));
    List<Output> outputs = backup.give(committee.from(1, committee.newView(1, 0, 1, 2)));
    assertThat(said(Prepare.class, outputs)).hasSize(1);
  }

  /** PBFT-20: this replica cannot check a message of an epoch that it has not reached. */
  @Test
  void aNewViewOfAnotherEpochIsNeitherEnteredNorRefused() {
    TestHost backup = committee.host(3, committee.replica(3));
    long view = ViewNumbers.first(1) + 1;
    assertThat(backup.give(committee.from(1, committee.newView(view, 0, 1, 2)))).isEmpty();
  }

  /** PBFT-8: the timer of a view change is for those who change views. */
  @Test
  void whoIsNoMemberTimesNoViewChange() {
    IsolatedReplica stranger = new IsolatedReplica(committee, 7);
    for (int node = 0; node < 3; node++) {
      ViewChange change = committee.emptyChange(1);
      stranger.views.onViewChange(verified(node, change), change);
    }
    assertThat(stranger.outputs()).isEmpty();
  }
}

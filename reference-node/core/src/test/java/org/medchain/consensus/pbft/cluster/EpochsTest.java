package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** PBFT-20, PBFT-21: the members change, at a height that all agree on, and all learn it. */
class EpochsTest {
  private static final int WINDOW = 2;
  private static final int INTERVAL = 3;

  /** A change in block 1: the old members decide up to the least multiple of K from 1 + W on. */
  private static final long LAST = 3;

  private final TestCommittee committee = new TestCommittee(4, WINDOW, INTERVAL);
  private final PbftCluster cluster = new PbftCluster(committee);

  private void assertDecides(long height, long epoch) {
    assertThat(cluster.agreement().epoch(height)).as("who decides %d", height).isEqualTo(epoch);
  }

  /** PBFT-20, against the sentence itself. */
  @Property(seed = "20341", tries = 300)
  void anEpochEndsAtTheFirstCheckpointAWindowAboveTheChange(
      @ForAll @IntRange(min = 1, max = 50) int height,
      @ForAll @IntRange(min = 1, max = 9) int window,
      @ForAll @IntRange(min = 1, max = 9) int interval,
      @ForAll @IntRange(min = 0, max = 20) int later) {
    Membership next = new Membership(committee.members.keys().reversed());
    Membership third = committee.members;
    Epochs first = Epochs.of(committee.chain.chain(), committee.members);
    assertThat(first.after(height)).isSameAs(first);
    long last = (long) height + window;
    while (last % interval != 0) {
      last++;
    }
    Epochs ending = first.executed(height, next, window, interval);
    assertThat(ending.last()).isEqualTo(last);
    if (height + later <= last) {
      // Changed once more before that: the same end, other successors.
      ending = ending.executed(height + later, third, window, interval);
      next = third;
    }
    assertThat(ending.last()).isEqualTo(last);
    assertThat(ending.after(last - 1)).isSameAs(ending);
    Epochs begun = ending.after(last);
    assertThat(begun.current())
        .isEqualTo(new Epoch(1, Hash.of(first.current().encoded()), last + 1, next));
    assertThat(begun.ending()).isEmpty();
    assertThat(begun.at(last).number()).isZero();
    assertThat(begun.at(last + 1).number()).isEqualTo(1);
  }

  /** A node that was never a member comes to vote, and on nothing up to the end of the epoch. */
  @Example
  void aNodeIsAdded() {
    int joiner = cluster.add();
    cluster.change("center", 0, 1, 2, 3, joiner);
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 4);
    assertThat(cluster.agreement().height()).as("empty blocks up to the end").isEqualTo(LAST);
    cluster.order("alice", 1);
    assertDecides(LAST, 0);
    assertDecides(LAST + 1, 1);
    cluster.checkLevel();
    List<Output> outputs = allOutputs(cluster.steps(joiner));
    assertThat(said(Prepare.class, outputs)).isNotEmpty().allMatch(vote -> vote.height() > LAST);
    assertThat(said(Commit.class, outputs)).allMatch(vote -> vote.height() > LAST);
    assertThat(said(Checkpoint.class, outputs)).allMatch(vote -> vote.height() > LAST);
    // Five members need four votes: without one of the old ones the new one's counts.
    cluster.crash(3);
    cluster.order("alice", 1);
    assertThat(cluster.accepted()).hasSize(3);
    cluster.checkLevel();
  }

  /** One that knows nothing and comes late, when nothing under the checkpoints is left. */
  @Property(seed = "20342", tries = 15)
  void aNodeJoinsLate(@ForAll @IntRange(min = 1, max = 25) int blocks) {
    PbftCluster late = new PbftCluster(new TestCommittee(4, WINDOW, INTERVAL));
    late.change("center", 0, 1, 2, 3, 4);
    late.deliver();
    late.order("alice", blocks);
    int joiner = late.add();
    for (int i = 0; i < 12; i++) {
      late.fire(joiner, PbftTimers.RETRANSMIT);
      late.deliver();
    }
    late.checkLevel();
    assertThat(ViewNumbers.epoch(late.replica(joiner).view())).isEqualTo(1);
    late.crash(2);
    late.order("bob", 1);
    late.checkLevel();
    assertThat(late.accepted()).hasSize(blocks + 2);
  }

  /** A removed replica votes on nothing above the end, and continues to follow. */
  @Example
  void aNodeIsRemoved() {
    TestCommittee five = new TestCommittee(5, WINDOW, INTERVAL);
    PbftCluster smaller = new PbftCluster(five);
    smaller.change("center", 1, 2, 3, 4);
    smaller.deliver();
    for (int i = 0; i < 4; i++) {
      smaller.order("alice", 1);
      smaller.fireAll(PbftTimers.RETRANSMIT);
    }
    assertThat(smaller.accepted()).hasSize(5);
    smaller.checkLevel();
    List<Output> outputs = allOutputs(smaller.steps(0));
    assertThat(said(Prepare.class, outputs)).allMatch(vote -> vote.height() <= LAST);
    assertThat(said(Commit.class, outputs)).allMatch(vote -> vote.height() <= LAST);
    assertThat(said(PrePrepare.class, outputs)).allMatch(vote -> vote.block().height() <= LAST);
    assertThat(said(Checkpoint.class, outputs)).allMatch(vote -> vote.height() <= LAST);
  }

  /** PBFT-21: the proofs survive restarts of all replicas. */
  @Example
  void whoHasRestartedStillIntroducesTheMembers() {
    for (int i = 0; i < 4; i++) {
      cluster.add();
    }
    cluster.change("center", 4, 5, 6, 7);
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 5);
    for (int node = 4; node < 8; node++) {
      cluster.restart(node);
    }
    cluster.deliver();
    for (int i = 0; i < 6; i++) {
      cluster.order("center", 1);
      cluster.fireClient("center");
      cluster.deliver();
    }
    for (int node = 4; node < 8; node++) {
      cluster.restart(node);
      cluster.deliver();
    }
    for (int node = 0; node < 4; node++) {
      cluster.crash(node);
    }
    int joiner = cluster.add();
    cluster.fireAll(PbftTimers.RETRANSMIT, 6);
    assertThat(cluster.host(joiner).height()).isEqualTo(cluster.agreement().height());
    cluster.order("alice", 1);
    for (int i = 0; i < 2; i++) {
      cluster.fireClient("alice");
      cluster.deliver();
    }
    assertThat(cluster.accepted().stream().map(each -> each.request().sender()))
        .contains(TestCommittee.client("alice").publicKey());
  }

  @Property(seed = "20343", tries = 12)
  void membersChangeAgainAndAgain(
      @ForAll @IntRange(min = 1, max = 3) int window,
      @ForAll @IntRange(min = 1, max = 4) int interval) {
    PbftCluster moving = new PbftCluster(new TestCommittee(4, window, interval));
    for (int i = 0; i < 4; i++) {
      moving.add();
    }
    for (int step = 1; step <= 4; step++) {
      moving.change("center", step, step + 1, step + 2, step + 3);
      moving.order("alice", 1);
      moving.fireAll(PbftTimers.RETRANSMIT, 5);
      assertThat(ViewNumbers.epoch(moving.replica(step).view())).isEqualTo(step);
      moving.checkLevel();
    }
    assertThat(moving.agreement().requests()).hasSize(8);
  }

  @Example
  void theLastOfSeveralChangesCounts() {
    int joiner = cluster.add();
    cluster.change("center", 0, 1, 2, joiner);
    cluster.change("center", 0, 1, 2, 3, joiner);
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 4);
    cluster.order("alice", 1);
    assertThat(cluster.agreement().lastEpoch()).isEqualTo(1);
    cluster.crash(3);
    cluster.order("alice", 1);
    cluster.checkLevel();
    cluster.crash(joiner);
    cluster.order("alice", 1);
    assertThat(cluster.accepted()).as("five members need four").hasSize(4);
  }

  @Example
  void anEpochEndsWithoutItsPrimary() {
    int joiner = cluster.add();
    cluster.lose(flight -> flight.envelope().code() == PrePrepare.TYPE.code() && isEmpty(flight));
    cluster.change("center", 0, 1, 2, 3, joiner);
    cluster.deliver();
    cluster.crash(0);
    cluster.lose(flight -> false);
    assertThat(cluster.agreement().height()).isEqualTo(1);
    for (int node = 1; node < 4; node++) {
      cluster.fire(node, PbftTimers.VIEW_CHANGE);
    }
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 6);
    assertThat(cluster.agreement().height()).isEqualTo(LAST);
    for (int node = 1; node < 5; node++) {
      assertThat(ViewNumbers.epoch(cluster.replica(node).view())).as("node %d", node).isEqualTo(1);
    }
  }

  private boolean isEmpty(PbftCluster.Flight flight) {
    return committee.message(flight.envelope()).orElseThrow() instanceof PrePrepare proposal
        && proposal.block().transactions().isEmpty();
  }

  /** Signatures of the old set above the end do not count, and its honest members make none. */
  @Example
  void theOldMembersDecideNothingAboveTheEnd() {
    int joiner = cluster.add();
    cluster.change("center", 0, 1, 2, joiner);
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 4);
    Block parent = cluster.agreement().at(LAST);
    Block forged = committee.child(parent, rootsAfterTheEnd(), committee.request("mallory", 1));
    for (long view : new long[] {0, 1, 7}) {
      DecidedBlock decided = new DecidedBlock(forged, committee.commits(view, forged, 1, 2, 3));
      for (int node : new int[] {0, joiner}) {
        List<Output> outputs = cluster.give(node, committee.from(3, decided));
        assertThat(committed(outputs)).isEmpty();
        assertThat(only(Output.Reject.class, outputs)).hasSize(1);
      }
    }
    // Nor do members of both sets vote in a view of the old epoch.
    List<Output> outputs = cluster.give(1, committee.from(0, new PrePrepare(0, forged)));
    assertThat(said(Message.class, outputs)).isEmpty();
  }

  /** The roots in the header above the last one of the old members. */
  private ExecutionRoots rootsAfterTheEnd() {
    Output.TakeSnapshot taken =
        only(Output.TakeSnapshot.class, allOutputs(cluster.steps(0))).get(0);
    CheckpointContext context = Decoder.decode(taken.context(), CheckpointContext::decode);
    return context.summary().roots().get(LAST + 1 - WINDOW);
  }
}

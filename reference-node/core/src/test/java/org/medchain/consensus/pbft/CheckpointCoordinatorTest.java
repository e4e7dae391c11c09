package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.pbft.flood.RetainedMemory;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** PBFT-16, PBFT-17, PBFT-20: the receivers of a stable checkpoint, and its effect on them. */
class CheckpointCoordinatorTest {
  /** K = 2 and W = 2: a change of the members in block 1 or 2 ends the epoch at height 4. */
  private final TestCommittee committee = new TestCommittee(4, 2, 2);

  private static final long LAST = 4;
  private static final long NEXT_VIEW = ViewNumbers.first(1);
  private static final Bytes STATE = Bytes.utf8("the state");

  private final IsolatedReplica ahead = new IsolatedReplica(committee, 0);
  private final IsolatedReplica behind = new IsolatedReplica(committee, 3);

  /** The same four from the next epoch on, in another order. */
  private Transaction change() {
    Membership next = new Membership(committee.members.keys().reversed());
    return committee.request(
        "center", 1, HashChainStateMachine.MEMBERS, HashChainStateMachine.body(next));
  }

  private void changeMembers(IsolatedReplica replica) {
    replica.decide(change());
    replica.execute();
  }

  private boolean offers(long view, long decided, long stable) {
    return ahead.transfer.checkpointFor(new Status(view, false, decided, stable)).isPresent();
  }

  private static List<Long> heights(LongPredicate offered) {
    return LongStream.rangeClosed(0, 8).filter(offered).boxed().toList();
  }

  /** PBFT-17: with stable checkpoints at 4 and 6, blocks are there from 4 on. */
  @Test
  void theStateIsOfferedToWhomBlocksCannotHelp() {
    assertThat(offers(0, 0, 0)).as("nothing is stable").isFalse();
    ahead.stableTo(6);
    assertThat(heights(decided -> offers(0, decided, 6))).containsExactly(0L, 1L, 2L);
  }

  /** PBFT-19: who has executed the height lacks at most the others' signatures. */
  @Test
  void theCertificateIsOfferedToWhomOnlyThatIsMissing() {
    ahead.stableTo(6);
    assertThat(heights(decided -> decided > 2 && offers(0, decided, 4)))
        .containsExactly(6L, 7L, 8L);
    assertThat(heights(stable -> offers(0, 6, stable))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  /** PBFT-20: a replica that has decided all of an epoch needs to hear that it is over. */
  @Test
  void theEndOfAnEpochIsOfferedToWhoHasDecidedAllOfIt() {
    changeMembers(ahead);
    ahead.stableTo(LAST);
    // It has the certificate, or so it says: only the next epoch may be missing.
    assertThat(heights(decided -> decided > 1 && offers(0, decided, LAST)))
        .containsExactly(4L, 5L, 6L, 7L, 8L);
    assertThat(heights(decided -> decided > 1 && offers(NEXT_VIEW, decided, LAST))).isEmpty();
    assertThat(ahead.transfer.checkpointFor(new Status(0, false, 0, 0)).orElseThrow().proofs())
        .hasSize(1);
    assertThat(
            ahead.transfer.checkpointFor(new Status(NEXT_VIEW, false, 0, 0)).orElseThrow().proofs())
        .as("it knows the members")
        .isEmpty();
  }

  /** How often the log is shortened while the view changes this number of times. */
  private List<Output.Truncate> moveViews(int times) {
    for (int i = 0; i < times; i++) {
      ahead.checkpoints.onViewChanged();
    }
    return only(Output.Truncate.class, ahead.outputs());
  }

  /** PBFT-24: the log does not grow forever while views change and nothing is decided. */
  @Test
  void theLogIsShortenedAfterManyViewChanges() {
    assertThat(moveViews(100)).as("no checkpoint to begin with").isEmpty();
    ahead.stableTo(2);
    assertThat(moveViews(63)).isEmpty();
    assertThat(moveViews(1)).hasSize(1);
    assertThat(moveViews(63)).as("counted from zero").isEmpty();
    // The log's beginning does not help before the state that it names is loaded.
    ahead.state.restoring = true;
    assertThat(moveViews(5)).isEmpty();
    ahead.state.restoring = false;
    assertThat(moveViews(1)).hasSize(1);
  }

  /** PBFT-16: at a stable checkpoint the log is short again, however many views there were. */
  @Test
  void aCheckpointShortensTheLogToo() {
    ahead.stableTo(2);
    moveViews(63);
    ahead.stableTo(4);
    assertThat(moveViews(63)).isEmpty();
    assertThat(moveViews(1)).hasSize(1);
  }

  private Optional<DecidedBlock> hear(StableCheckpoint message) {
    return behind.state.admits(committee.key(0), behind.transfer.screen(message))
        ? behind.transfer.onStableCheckpoint(committee.key(0), message)
        : Optional.empty();
  }

  /** PBFT-17: one block is sooner taken than a state. */
  @Test
  void theOneBlockThatIsMissingIsTakenAsItIs() {
    ahead.stableTo(4);
    behind.executeTo(3);
    assertThat(hear(ahead.offer())).contains(ahead.state.chain.tip());
    assertThat(behind.transfer.isActive()).isFalse();
    assertThat(behind.outputs()).isEmpty();
  }

  /** PBFT-17: to a state that is being replaced no block is added. */
  @Test
  void whileAStateIsLoadedTheCheckpointIsFetched() {
    ahead.stableTo(4);
    behind.executeTo(3);
    behind.state.restoring = true;
    assertThat(hear(ahead.offer())).isEmpty();
    assertThat(behind.transfer.isActive()).isTrue();
  }

  /** The checkpoint of height 6, above the epoch that block 1 ended at height 4. */
  private StableCheckpoint offerAboveTheEnd() {
    changeMembers(ahead);
    ahead.stableTo(6);
    StableCheckpoint offer = ahead.offer();
    assertThat(offer.certificate().checkpoint().height()).isEqualTo(6);
    assertThat(offer.proofs()).hasSize(1);
    return offer;
  }

  /** PBFT-20: at the end of the old epoch the proof lets it continue, without a state. */
  @Test
  void whoHasExecutedTheOldEpochEntersTheNextOnItsProof() {
    StableCheckpoint offer = offerAboveTheEnd();
    changeMembers(behind);
    behind.executeTo(LAST);
    assertThat(hear(offer)).isEmpty();
    assertThat(behind.state.lowWaterMark).isEqualTo(LAST);
    assertThat(behind.state.view).isEqualTo(NEXT_VIEW);
    assertThat(behind.state.epochs).isEqualTo(ahead.state.epochs);
    assertThat(said(FetchSnapshot.class, behind.outputs())).isEmpty();
    assertThat(behind.transfer.isActive()).isFalse();
  }

  private boolean load(Bytes content) {
    long height = ahead.state.lowWaterMark;
    behind.transfer.onPart(
        committee.key(0), new SnapshotPart(height, 0, 1, ahead.snapshot(content)));
    Hash root = ahead.checkpoints.lastStable.orElseThrow().certificate().checkpoint().stateRoot();
    return behind.transfer.onRestored(new Input.Restored(0, height, Optional.of(root)));
  }

  /** PBFT-21: the proof that convinced it convinces others. */
  @Test
  void whoJumpedOverTheEndPassesItsProofOn() {
    StableCheckpoint offer = offerAboveTheEnd();
    hear(offer);
    assertThat(load(STATE)).isTrue();
    assertThat(behind.state.lowWaterMark).isEqualTo(6);
    assertThat(behind.checkpoints.epochProofs()).isEqualTo(offer.proofs());
  }

  /** PBFT-1, PBFT-17: requests that the loaded state has executed wait no longer, the rest does. */
  @Test
  void whatTheLoadedStateHasExecutedWaitsNoLonger() {
    Transaction done = committee.request("alice", 1);
    Transaction open = committee.request("alice", 2);
    ahead.decide(done);
    ahead.execute();
    ahead.stableTo(4);
    behind.state.pool.add(done);
    behind.state.pool.add(open);
    hear(ahead.offer());
    assertThat(load(STATE)).isTrue();
    assertThat(behind.state.pool.oldest(9)).containsExactly(open);
  }

  /** PBFT-24: votes for heights that were jumped over are forgotten. */
  @Test
  void allBelowTheLoadedStateIsDiscarded() {
    ahead.stableTo(4);
    Block one = ahead.committee.child(committee.genesis());
    behind.state.knownBlocks.add(one);
    behind.state.prepared.put(1L, committee.prepared(0, one, 0, 1, 2));
    hear(ahead.offer());
    assertThat(load(STATE)).isTrue();
    assertThat(behind.state.knownBlocks.all()).isEmpty();
    assertThat(behind.state.prepared).isEmpty();
  }

  /** PBFT-24: however many checkpoints there were, the last ones are all that is kept. */
  @Test
  void checkpointsAreDiscardedWhenTheNextIsStable() {
    ahead.stableTo(40);
    long few = RetainedMemory.bytes(ahead.checkpoints);
    ahead.stableTo(400);
    assertThat(RetainedMemory.bytes(ahead.checkpoints)).isLessThan(few + 1_000);
  }

  /** PBFT-34: node 4 takes the place of node 0, which has signed a CHECKPOINT of the next epoch. */
  @Test
  void whatFormerMembersSignedDoesNotCountInTheNextEpoch() {
    Membership next = new Membership(IntStream.rangeClosed(1, 4).mapToObj(committee::key).toList());
    Transaction leaving =
        committee.request(
            "center", 1, HashChainStateMachine.MEMBERS, HashChainStateMachine.body(next));
    IsolatedReplica member = new IsolatedReplica(committee, 1);
    member.decide(leaving);
    member.execute();
    member.stableTo(LAST);
    Checkpoint six = member.executeTo(6).get(0);
    behind.decide(leaving);
    behind.execute();
    behind.executeTo(LAST - 1);
    behind.hear(six, 0);
    Checkpoint four = behind.executeTo(LAST).get(0);
    behind.hear(four, 0, 1, 2);
    assertThat(behind.state.members()).isEqualTo(next);
    behind.executeTo(6);
    behind.hear(six, 1, 2);
    assertThat(behind.state.lowWaterMark).as("two of four have signed").isEqualTo(LAST);
    behind.hear(six, 4);
    assertThat(behind.state.lowWaterMark).isEqualTo(6);
    assertThat(behind.checkpoints.lastStable.orElseThrow().certificate().suffices(next)).isTrue();
  }
}

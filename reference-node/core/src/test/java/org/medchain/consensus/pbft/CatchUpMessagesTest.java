package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.flood.RetainedMemory;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** PBFT-12: the exact messages to a replica that is behind, and the times when it asks. */
class CatchUpMessagesTest {
  private static final int AT_ONCE = 8;

  /** So that no checkpoint is made. */
  private final TestCommittee committee = new TestCommittee(4, 2);

  private final IsolatedReplica ahead = new IsolatedReplica(committee, 0);
  private final IsolatedReplica behind = new IsolatedReplica(committee, 3);
  private final PublicKey other = committee.key(0);

  private DecidedBlock block(long height) {
    return ahead.state.chain.at(height).orElseThrow();
  }

  /** A decided block comes; all that can be appended now is. */
  private List<Long> arrives(long height) {
    List<DecidedBlock> ready = behind.catchUp.onDecidedBlock(other, block(height));
    ready.forEach(behind.state.chain::append);
    return ready.stream().map(each -> each.block().height()).toList();
  }

  /** The heights that the replica has reported since it was asked last. */
  private List<Long> saidToStandAt() {
    return said(Status.class, behind.outputs()).stream().map(Status::decided).toList();
  }

  @Test
  void votesOfAViewThatWasLeftAreNotSentAgain() {
    Envelope vote = committee.seal(committee.keys(0), new Prepare(0, 1, Hash.ZERO));
    ahead.catchUp.retainVote(ahead.state.view, 1, vote);
    ahead.catchUp.onStatus(committee.key(3), new Status(0, false, 0, 0));
    assertThat(ahead.outputs()).containsExactly(new Output.Send(committee.key(3), vote, List.of()));
    ahead.catchUp.reset();
    ahead.catchUp.onStatus(committee.key(3), new Status(0, false, 0, 0));
    assertThat(ahead.outputs()).isEmpty();
  }

  @Test
  void theNewViewIsSentToWhoHasNotEnteredIt() {
    Envelope newView = committee.seal(committee.keys(1), committee.newView(1, 0, 1, 2));
    ahead.views.recoverViewEntered(newView);
    List<Status> got = new ArrayList<>();
    for (long view = 0; view <= 2; view++) {
      for (boolean changing : new boolean[] {false, true}) {
        Status theirs = new Status(view, changing, 0, 0);
        ahead.catchUp.onStatus(committee.key(3), theirs);
        if (ahead.receivers(NewView.TYPE, ahead.outputs()).equals(List.of(3))) {
          got.add(theirs);
        }
      }
    }
    assertThat(got)
        .containsExactly(
            new Status(0, false, 0, 0), new Status(0, true, 0, 0), new Status(1, true, 0, 0));
  }

  /** PBFT-16, PBFT-17: the lowest block that was not collected is sent as it is. */
  @Test
  void blocksAreSentFromTheLowestThatIsHeld() {
    IsolatedReplica collected = new IsolatedReplica(new TestCommittee(4, 2, 2), 0);
    collected.stableTo(6);
    assertThat(collected.state.chain.base()).isEqualTo(4);
    collected.catchUp.onStatus(committee.key(3), new Status(0, false, 3, 2));
    assertThat(said(DecidedBlock.class, collected.outputs()))
        .extracting(each -> each.block().height())
        .containsExactly(4L, 5L, 6L);
    collected.catchUp.onStatus(committee.key(3), new Status(0, false, 2, 2));
    List<Output> outputs = collected.outputs();
    assertThat(said(DecidedBlock.class, outputs)).isEmpty();
    assertThat(said(StableCheckpoint.class, outputs)).hasSize(1);
  }

  /** One that is ahead is queried, unless this replica has reported its height already. */
  @Test
  void eachHeightIsRequestedOnce() {
    ahead.executeTo(1);
    behind.catchUp.onStatus(committee.key(0), new Status(0, false, 5, 0));
    behind.catchUp.onStatus(committee.key(1), new Status(0, false, 6, 0));
    assertThat(behind.receivers(Status.TYPE, behind.outputs())).containsExactly(0);
    arrives(1);
    behind.catchUp.onStatus(committee.key(1), new Status(0, false, 6, 0));
    assertThat(behind.receivers(Status.TYPE, behind.outputs())).containsExactly(1);
  }

  /** PBFT-10: a view that starts higher is asked for; a primary does not query itself. */
  @Test
  void thePrimaryOfAViewThatStartsHigherIsQueried() {
    behind.catchUp.onViewStart(committee.key(1), 0);
    assertThat(behind.outputs()).isEmpty();
    behind.catchUp.onViewStart(committee.key(1), 2);
    assertThat(behind.receivers(Status.TYPE, behind.outputs())).containsExactly(1);
    ahead.catchUp.onViewStart(committee.key(0), 2);
    assertThat(ahead.outputs()).isEmpty();
    ahead.catchUp.update();
    assertThat(only(Output.StartTimer.class, ahead.outputs())).hasSize(1);
  }

  /** PBFT-24: blocks may arrive out of order, but not so far ahead as to fill the memory. */
  @Test
  void blocksAreKeptUpToTwoBatchesAhead() {
    ahead.executeTo(2 * AT_ONCE + 1L);
    for (long height = 2 * AT_ONCE + 1L; height > 1; height--) {
      assertThat(arrives(height)).isEmpty();
    }
    assertThat(arrives(1)).hasSize(2 * AT_ONCE).startsWith(1L).endsWith(2L * AT_ONCE);
  }

  /** A full batch is followed by the next question at once, less than that by none. */
  @Test
  void afterAFullBatchTheNextIsRequested() {
    ahead.executeTo(2 * AT_ONCE + 1L);
    behind.catchUp.onStatus(other, new Status(0, false, 2 * AT_ONCE + 1L, 0));
    assertThat(saidToStandAt()).containsExactly(0L);
    for (long height = 1; height <= 2 * AT_ONCE + 1L; height++) {
      assertThat(arrives(height)).containsExactly(height);
      List<Output> outputs = behind.outputs();
      boolean full = height % AT_ONCE == 0;
      assertThat(behind.receivers(Status.TYPE, outputs)).isEqualTo(full ? List.of(0) : List.of());
      assertThat(said(Status.class, outputs))
          .isEqualTo(full ? List.of(new Status(0, false, height, 0)) : List.of());
    }
  }

  /** Blocks that came as votes are not a batch: an old one that comes late causes no messages. */
  @Test
  void aKnownBlockCausesNoRequest() {
    ahead.executeTo(2 * AT_ONCE);
    behind.catchUp.onStatus(other, new Status(0, false, AT_ONCE, 0));
    behind.outputs();
    behind.executeTo(AT_ONCE + 1L);
    assertThat(arrives(3)).isEmpty();
    assertThat(saidToStandAt()).isEmpty();
  }

  /** PBFT-24: blocks that were kept, and then came as votes, are not kept twice. */
  @Test
  void requestsForDecidedBlocksAreDropped() {
    ahead.executeTo(2 * AT_ONCE);
    for (long height = 2; height <= 2 * AT_ONCE; height++) {
      arrives(height);
    }
    behind.executeTo(2 * AT_ONCE);
    long both = RetainedMemory.bytes(behind.catchUp);
    arrives(1);
    IsolatedReplica never = new IsolatedReplica(committee, 3);
    never.executeTo(2 * AT_ONCE);
    assertThat(both).isGreaterThan(RetainedMemory.bytes(never.catchUp) + 5_000);
    assertThat(RetainedMemory.bytes(behind.catchUp))
        .isLessThan(RetainedMemory.bytes(never.catchUp) + 1_000);
  }

  private List<Block> answer(IsolatedReplica asked, Hash wanted) {
    asked.catchUp.onFetchBlock(committee.key(3), new FetchBlock(wanted));
    return said(FetchedBlock.class, asked.outputs()).stream().map(FetchedBlock::block).toList();
  }

  /** PBFT-12: exactly the block of that name, of those proposed, is given. */
  @Test
  void onlyTheRequestedBlockIsReturned() {
    List<Block> proposed = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      Block genesis = committee.genesis();
      Block block = committee.child(genesis, committee.request("alice", i));
      proposed.add(block);
      ahead.state.knownBlocks.add(block);
    }
    for (Block block : proposed) {
      assertThat(answer(ahead, block.hash())).containsExactly(block);
    }
    assertThat(answer(ahead, Hash.of(proposed.get(0).hash().toBytes()))).isEmpty();
  }

  /** A new primary may need what others have decided meanwhile, down to 2 W under the last. */
  @Test
  void decidedBlocksAreGivenTwoWindowsDown() {
    ahead.executeTo(8);
    for (long height = 0; height <= 8; height++) {
      Block block = block(height).block();
      assertThat(answer(ahead, block.hash())).isEqualTo(height > 4 ? List.of(block) : List.of());
    }
  }

  /** PBFT-10, PBFT-12: node 1 leads view 1, which demands blocks that it does not hold. */
  @Test
  void onlyBlocksThatMayStillBeDecidedAreRequested() {
    IsolatedReplica primary = new IsolatedReplica(new TestCommittee(4, 2, 2), 1);
    primary.stableTo(6);
    List<PreparedCertificate> chosen = new ArrayList<>();
    Block parent = committee.genesis();
    for (int height = 1; height <= 8; height++) {
      parent = committee.child(parent, committee.request("alice", height));
      chosen.add(committee.prepared(0, parent, 0, 1, 2));
      if (height == 7) {
        assertThat(primary.catchUp.needs(new FetchedBlock(parent))).isFalse();
        primary.state.knownBlocks.add(parent);
      }
    }
    primary.state.view = 1;
    primary.state.newViewChain = new NewViewChain(committee.emptyChange(1).decided(), chosen);
    assertThat(primary.catchUp.missingBlocks()).containsExactly(parent.hash());
    assertThat(primary.catchUp.needs(new FetchedBlock(parent))).isTrue();
    primary.catchUp.onFetchedBlock(new FetchedBlock(parent));
    assertThat(primary.catchUp.missingBlocks()).isEmpty();
    assertThat(primary.catchUp.needs(new FetchedBlock(parent)))
        .as("not asked for any more")
        .isFalse();
  }
}

package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.InFlightRequests;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;

/** PBFT-2, PBFT-5, PBFT-6, PBFT-16, PBFT-24: heights in range, and those forgotten under them. */
class PbftStateTest {
  /** K = 3 and W = 2: the high water mark lies 8 above the low one. */
  private final TestCommittee committee = new TestCommittee(4, 2, 3);

  private final PbftState state = committee.state(3);

  private Block decide(Block block) {
    state.chain.append(committee.decided(block));
    return block;
  }

  private Block child(Block parent) {
    return committee.child(parent, committee.request("alice", parent.height() + 1));
  }

  private void decideTo(long height) {
    while (state.chain.height() < height) {
      decide(child(state.chain.tip().block()));
    }
  }

  private List<Long> heightsInRange() {
    List<Long> heights = new ArrayList<>();
    for (long height = 0; height <= 20; height++) {
      if (state.inRange(height)) {
        heights.add(height);
      }
    }
    return heights;
  }

  /** PBFT-2, PBFT-16: above the low mark and less than W under the last block, to the high mark. */
  @Test
  void heightsInRangeLieBetweenTheMarksAndNotFarUnderTheLastBlock() {
    assertThat(heightsInRange()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    decideTo(5);
    assertThat(heightsInRange()).containsExactly(4L, 5L, 6L, 7L, 8L);
    state.lowWaterMark = 5;
    assertThat(heightsInRange()).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
  }

  private RequestId name(String client, long sequence) {
    return new RequestId(TestCommittee.client(client).publicKey(), sequence);
  }

  /** PBFT-6, CONS-9: in progress, or so old that it cannot be told from a new one. */
  @Test
  void aRequestIsRepeatedIfItIsUnderWayOrTooOldToTell() {
    long newest = 5_000;
    Block block = committee.child(committee.genesis(), committee.request("alice", newest));
    decide(block);
    assertThat(state.requestsInFlight(1).isDuplicate(name("alice", newest))).isFalse();
    InFlightRequests underway = state.requestsInFlight(2);
    assertThat(underway.isDuplicate(name("alice", newest))).isTrue();
    assertThat(state.isDuplicate(name("alice", newest), underway)).isTrue();
    assertThat(state.isDuplicate(name("alice", newest + 1), underway)).isFalse();
    long oldest = newest - ClientTable.WINDOW;
    assertThat(state.isDuplicate(name("alice", oldest), underway)).isTrue();
    assertThat(state.isDuplicate(name("alice", oldest + 1), underway)).isFalse();
    for (String client : new String[] {"bob", "carol", "eve"}) {
      assertThat(state.isDuplicate(name(client, 1), underway)).as(client).isFalse();
    }
  }

  /** PBFT-12: a block that may still be decided is remembered, one at a decided height is not. */
  @Test
  void blocksAboveTheDecidedOnesAreRemembered() {
    decideTo(1);
    Block decided = state.chain.tip().block();
    Block again = committee.child(committee.genesis());
    Block next = child(decided);
    state.knownBlocks.add(again);
    state.knownBlocks.add(next);
    assertThat(state.knownBlocks.all()).extracting(Block::height).containsExactly(2L);
    assertThat(state.knownBlock(1, decided.hash())).contains(decided);
    assertThat(state.knownBlock(1, again.hash())).isEmpty();
    assertThat(state.knownBlock(2, next.hash())).contains(next);
    assertThat(state.knownBlock(3, next.hash())).isEmpty();
    assertThat(state.branchBlock(2)).as("not proposed in this view").isEmpty();
    state.slots.put(2L, new Slot(next));
    assertThat(state.branchBlock(2)).contains(next);
    assertThat(state.branchBlock(1)).contains(decided);
  }

  private Block large(long sequence) {
    Bytes body = Bytes.of(new byte[9_000]);
    return committee.child(committee.genesis(), committee.request("alice", sequence, body));
  }

  /** PBFT-24: b is 40,000 bytes here; 4 b of the blocks that it voted for stay, 2 b of others. */
  @Test
  void theNewestBlocksOfPastViewsAreRemembered() {
    Block certified = large(1);
    Block proposed = large(2);
    state.prepared.put(1L, committee.prepared(0, certified, 0, 1, 2));
    state.knownBlocks.addVoted(certified);
    state.slots.put(1L, new Slot(proposed));
    state.knownBlocks.add(proposed);
    for (int sequence = 100; sequence < 200; sequence++) {
      state.knownBlocks.addVoted(large(sequence));
      state.knownBlocks.add(large(1_000 + sequence));
    }
    assertThat(state.knownBlock(1, certified.hash())).isPresent();
    assertThat(state.knownBlock(1, proposed.hash())).isPresent();
    assertThat(state.knownBlock(1, large(199).hash())).isPresent();
    assertThat(state.knownBlock(1, large(1_199).hash())).isPresent();
    assertThat(state.knownBlock(1, large(100).hash())).isEmpty();
    assertThat(state.knownBlock(1, large(1_100).hash())).isEmpty();
    assertThat(state.knownBlocks.all()).hasSizeBetween(20, 26);
    decideTo(1);
    state.discardOld();
    assertThat(state.knownBlocks.all()).isEmpty();
  }

  /** PBFT-24: certificates and bodies up to the last block go, votes W heights later. */
  @Test
  void whatLiesTooFarUnderTheDecidedChainIsForgotten() {
    Block block = child(committee.genesis());
    for (int i = 1; i <= 6; i++) {
      long height = i;
      state.prepared.put(height, committee.prepared(0, block, 0, 1, 2));
      state.knownBlocks.add(block);
      state.slots.put(height, new Slot(block));
      state.prepares.add(0, height, committee.key(1), block.hash(), Signature.NONE);
      state.commits.add(0, height, committee.key(1), block.hash(), Signature.NONE);
      block = child(block);
    }
    decideTo(4);
    state.discardOld();
    assertThat(state.prepared.keySet()).containsExactly(5L, 6L);
    assertThat(state.knownBlocks.all()).extracting(Block::height).containsExactly(5L, 6L);
    assertThat(state.slots.keySet()).containsExactly(3L, 4L, 5L, 6L);
    assertThat(state.prepares.votesByView(2)).isEmpty();
    assertThat(state.prepares.votesByView(3)).isNotEmpty();
    assertThat(state.commits.votesByView(2)).isEmpty();
    assertThat(state.commits.votesByView(3)).isNotEmpty();
  }

  /** PBFT-5, PBFT-17, CONS-3: in order, each waits for its own; nothing while a state is loaded. */
  @Test
  void decidedBlocksAreHandedOverInOrderUnlessAStateIsBeingLoaded() {
    decideTo(2);
    DurabilityToken own = new DurabilityToken(7);
    state.commitTokens.put(2L, own);
    state.restoring = true;
    state.deliverDecided();
    assertThat(state.outbox.drain()).isEmpty();
    state.restoring = false;
    state.deliverDecided();
    assertThat(state.outbox.drain())
        .containsExactly(handedOver(1, List.of()), handedOver(2, List.of(own)));
    assertThat(state.commitTokens).isEmpty();
    state.deliverDecided();
    assertThat(state.outbox.drain()).isEmpty();
  }

  /** PBFT-28, CONS-3: a block handed over later still waits for the own COMMIT. */
  @Test
  void aBlockThatIsHandedOverLaterStillWaitsForTheOwnCommit() {
    long most = DecidedChain.MAX_BLOCKS_IN_EXECUTION;
    decideTo(most + 1);
    DurabilityToken own = new DurabilityToken(7);
    state.commitTokens.put(most + 1, own);
    state.deliverDecided();
    assertThat(state.outbox.drain()).hasSize((int) most);
    state.chain.executed(
        HashChainStateMachine.execute(Hash.ZERO, state.chain.at(1).orElseThrow().block()));
    state.deliverDecided();
    assertThat(state.outbox.drain()).containsExactly(handedOver(most + 1, List.of(own)));
  }

  private Output handedOver(long height, List<DurabilityToken> waitsFor) {
    DecidedBlock block = state.chain.at(height).orElseThrow();
    return new Output.Commit(block.block(), block.certificate(), waitsFor);
  }

  /** PBFT-9, PBFT-20: members vote, in a view; others and those between views do not. */
  @Test
  void onlyAMemberInAViewMayVote() {
    assertThat(state.mayVote()).isTrue();
    state.viewChanging = true;
    assertThat(state.mayVote()).isFalse();
    PbftState stranger = committee.state(9);
    assertThat(stranger.isMember()).isFalse();
    assertThat(stranger.mayVote()).isFalse();
    assertThat(Optional.of(state.primary(5))).contains(committee.key(1));
  }
}

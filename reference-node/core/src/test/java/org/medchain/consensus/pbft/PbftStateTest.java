package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Output;
import org.medchain.consensus.Token;
import org.medchain.consensus.golden.ChainedState;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;

/** PBFT-2, PBFT-5, PBFT-6, PBFT-16, PBFT-24: heights in range, and what is forgotten under them. */
class PbftStateTest {
  /** K = 3 and W = 2: the high water mark lies 8 above the low one. */
  private final Committee committee = new Committee(4, 2, 3);

  private final PbftState state =
      new PbftState(committee.parameters, committee.members, committee.key(3));

  private Block decide(Block block) {
    state.chain.append(new DecidedBlock(block, committee.commits(0, block, 0, 1, 2)));
    return block;
  }

  private Block child(Block parent) {
    return committee.child(
        parent, committee.genesisRoots(), committee.request("alice", parent.height() + 1));
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
    state.low = 5;
    assertThat(heightsInRange()).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
  }

  private RequestId name(String client, long sequence) {
    return new RequestId(Committee.client(client).publicKey(), sequence);
  }

  /** PBFT-6, CONS-9: under way, or so far under what is under way that nobody could tell. */
  @Test
  void aRequestIsRepeatedIfItIsUnderWayOrTooOldToTell() {
    long newest = 5_000;
    Block block =
        committee.child(
            committee.chain.genesis(),
            committee.genesisRoots(),
            committee.request("alice", newest));
    decide(block);
    assertThat(state.underway(1).size()).as("under height 1").isZero();
    RequestsUnderway underway = state.underway(2);
    assertThat(underway.size()).isEqualTo(1);
    assertThat(underway.repeats(name("alice", newest))).isTrue();
    assertThat(state.isRepeated(name("alice", newest), underway)).isTrue();
    assertThat(state.isRepeated(name("alice", newest + 1), underway)).isFalse();
    long oldest = newest - ClientTable.WINDOW;
    assertThat(state.isRepeated(name("alice", oldest), underway)).isTrue();
    assertThat(state.isRepeated(name("alice", oldest + 1), underway)).isFalse();
    for (String client : new String[] {"bob", "carol", "eve"}) {
      assertThat(state.isRepeated(name(client, 1), underway)).as(client).isFalse();
    }
  }

  /** PBFT-12: a block that may still be decided is remembered, one at a decided height is not. */
  @Test
  void blocksAboveTheDecidedOnesAreRemembered() {
    decideTo(1);
    Block decided = state.chain.tip().block();
    Block again = committee.child(committee.chain.genesis(), committee.genesisRoots());
    Block next = child(decided);
    state.remember(again);
    state.remember(next);
    assertThat(state.bodies.keySet()).containsExactly(2L);
    assertThat(state.body(1, decided.hash())).contains(decided);
    assertThat(state.body(1, again.hash())).isEmpty();
    assertThat(state.body(2, next.hash())).contains(next);
    assertThat(state.body(3, next.hash())).isEmpty();
    assertThat(state.branch(2)).as("proposed in this view by nobody").isEmpty();
    state.slots.put(2L, new Slot(next));
    assertThat(state.branch(2)).contains(next);
    assertThat(state.branch(1)).contains(decided);
  }

  /** PBFT-24: certificates and bodies up to the last block go, votes W heights later. */
  @Test
  void whatLiesTooFarUnderTheDecidedChainIsForgotten() {
    Block block = child(committee.chain.genesis());
    for (int i = 1; i <= 6; i++) {
      long height = i;
      state.certificates.put(height, committee.prepared(0, block, 0, 1, 2));
      state.remember(block);
      state.slots.put(height, new Slot(block));
      state.prepares.add(0, height, committee.key(1), block.hash(), Signature.NONE);
      state.commits.add(0, height, committee.key(1), block.hash(), Signature.NONE);
      block = child(block);
    }
    decideTo(4);
    state.prune();
    assertThat(state.certificates.keySet()).containsExactly(5L, 6L);
    assertThat(state.bodies.keySet()).containsExactly(5L, 6L);
    assertThat(state.slots.keySet()).containsExactly(3L, 4L, 5L, 6L);
    assertThat(state.prepares.views(2)).isEmpty();
    assertThat(state.prepares.views(3)).isNotEmpty();
    assertThat(state.commits.views(2)).isEmpty();
    assertThat(state.commits.views(3)).isNotEmpty();
  }

  /** PBFT-5, PBFT-17, CONS-3: in order, each waits for its own; nothing while a state is loaded. */
  @Test
  void decidedBlocksAreHandedOverInOrderUnlessAStateIsBeingLoaded() {
    decideTo(2);
    Token own = new Token(7);
    state.commitTokens.put(2L, own);
    state.restoring = true;
    state.handOver();
    assertThat(state.outbox.drain()).isEmpty();
    state.restoring = false;
    state.handOver();
    assertThat(state.outbox.drain())
        .containsExactly(handedOver(1, List.of()), handedOver(2, List.of(own)));
    assertThat(state.commitTokens).isEmpty();
    state.handOver();
    assertThat(state.outbox.drain()).isEmpty();
  }

  /** PBFT-28, CONS-3: what is handed over later still waits for this replica's own COMMIT. */
  @Test
  void aBlockThatIsHandedOverLaterStillWaitsForTheOwnCommit() {
    long most = DecidedChain.HANDED_OVER_AT_MOST;
    decideTo(most + 1);
    Token own = new Token(7);
    state.commitTokens.put(most + 1, own);
    state.handOver();
    assertThat(state.outbox.drain()).hasSize((int) most);
    state.chain.executed(ChainedState.execute(Hash.ZERO, state.chain.at(1).orElseThrow().block()));
    state.handOver();
    assertThat(state.outbox.drain()).containsExactly(handedOver(most + 1, List.of(own)));
  }

  private Output handedOver(long height, List<Token> waitsFor) {
    DecidedBlock block = state.chain.at(height).orElseThrow();
    return new Output.Commit(block.block(), block.certificate(), waitsFor);
  }

  /** PBFT-9, PBFT-20: members vote, in a view; others and those between views do not. */
  @Test
  void onlyAMemberInAViewMayVote() {
    assertThat(state.mayVote()).isTrue();
    state.changing = true;
    assertThat(state.mayVote()).isFalse();
    PbftState stranger = new PbftState(committee.parameters, committee.members, committee.key(9));
    assertThat(stranger.isMember()).isFalse();
    assertThat(stranger.mayVote()).isFalse();
    assertThat(Optional.of(state.primary(5))).contains(committee.key(1));
  }
}

package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Signature;

/** PBFT-24: bounds in bytes, to the byte. b is four blocks of 10,000 bytes here. */
class KnownBlocksTest {
  private static final int SIZE = 10_000;
  private static final int PER_VIEW = 4 * SIZE;
  private static final int PROPOSED = 8;
  private static final int VOTED = 16;

  private final TestCommittee committee = new TestCommittee(4, 2, 3);
  private final PbftState state = committee.state(3);
  private final Block genesis = committee.genesis();

  /** A block of just this many bytes. */
  private Block block(Block parent, long sequence, int size) {
    int over = under(parent, sequence, size).expectedSize() - size;
    Block exact = under(parent, sequence, size - over);
    assertThat(exact.expectedSize()).isEqualTo(size);
    return exact;
  }

  private Block under(Block parent, long sequence, int body) {
    return committee.child(parent, committee.request("alice", sequence, Bytes.of(new byte[body])));
  }

  private Block atHeight(long height, long sequence) {
    Block parent = genesis;
    while (parent.height() < height - 1) {
      parent = committee.child(parent);
    }
    return block(parent, sequence, SIZE);
  }

  private void propose(long height, long first, long last) {
    LongStream.rangeClosed(first, last)
        .forEach(each -> state.knownBlocks.add(atHeight(height, each)));
  }

  private List<Hash> kept(long height) {
    return state.knownBlocks.all().stream()
        .filter(each -> each.height() == height)
        .map(Block::hash)
        .toList();
  }

  private Hash[] blocks(long height, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(each -> atHeight(height, each).hash())
        .toArray(Hash[]::new);
  }

  private boolean makesRoom(TreeMap<Long, Integer> kept, Block block) {
    return state.knownBlocks.makeRoom(kept, block, Integer::longValue);
  }

  private static TreeMap<Long, Integer> sizes(long height, int size, long next, int nextSize) {
    TreeMap<Long, Integer> kept = new TreeMap<>();
    kept.put(height, size);
    kept.put(next, nextSize);
    return kept;
  }

  @Test
  void whatIsNearerComesFirst() {
    Block third = atHeight(3, 1);
    assertThat(makesRoom(sizes(1, PER_VIEW - SIZE - 7, 2, 7), third)).isTrue();
    assertThat(makesRoom(sizes(1, PER_VIEW - SIZE - 7, 2, 8), third)).isFalse();
  }

  /** A block that does not fit goes; one that takes no room, and later ones that fit, stay. */
  @Test
  void whatIsFartherGivesWay() {
    Block first = atHeight(1, 1);
    TreeMap<Long, Integer> fits = sizes(2, PER_VIEW - SIZE, 3, 0);
    assertThat(makesRoom(fits, first)).isTrue();
    assertThat(fits.keySet()).containsExactly(2L, 3L);

    TreeMap<Long, Integer> large = sizes(1, PER_VIEW - SIZE + 1, 3, PER_VIEW - SIZE);
    assertThat(makesRoom(large, first)).isTrue();
    assertThat(large.keySet()).containsExactly(3L);

    TreeMap<Long, Integer> last = sizes(2, PER_VIEW - SIZE, 3, 1);
    assertThat(makesRoom(last, first)).isTrue();
    assertThat(last.keySet()).containsExactly(2L);
  }

  /** A proposal with this replica's vote is counted elsewhere, and does not give way. */
  @Test
  void whatItVotedForTakesNoRoomInItsView() {
    for (long height = 1; height <= 4; height++) {
      state.slots.put(height, new Slot(atHeight(height, height)));
    }
    assertThat(state.knownBlocks.makeRoomInView(atHeight(5, 5))).isFalse();
    state.slots.get(2L).prePrepared = true;
    assertThat(state.knownBlocks.makeRoomInView(atHeight(5, 5))).isTrue();
    state.slots.get(4L).prePrepared = true;
    state.slots.put(6L, new Slot(atHeight(6, 6)));
    state.slots.put(7L, new Slot(atHeight(7, 7)));
    assertThat(state.knownBlocks.makeRoomInView(atHeight(3, 3))).isTrue();
    assertThat(state.slots.keySet()).containsExactly(1L, 2L, 3L, 4L, 6L);
  }

  /** Nothing of a proposal stays for which those at lower heights leave no room. */
  @Test
  void aProposalWithoutRoomIsNotKept() {
    NormalCase normalCase = state.normalCase;
    for (long height = 2; height <= 6; height++) {
      assertThat(state.inRange(height)).isTrue();
      PrePrepare proposal = new PrePrepare(0, atHeight(height, height));
      normalCase.onPrePrepare(committee.key(0), proposal, Signature.NONE);
    }
    assertThat(state.slots.keySet()).containsExactly(2L, 3L, 4L, 5L);
    assertThat(kept(6)).isEmpty();
  }

  @Test
  void theNewestProposalsAreKept() {
    propose(1, 1, PROPOSED);
    assertThat(kept(1)).containsExactlyInAnyOrder(blocks(1, 1, PROPOSED));
    propose(1, PROPOSED + 1, PROPOSED + 2);
    assertThat(kept(1)).containsExactlyInAnyOrder(blocks(1, 3, PROPOSED + 2));
  }

  @Test
  void theNewestVotedAreKept() {
    for (long each = 1; each <= VOTED; each++) {
      state.knownBlocks.addVoted(atHeight(1, each));
    }
    assertThat(kept(1)).containsExactlyInAnyOrder(blocks(1, 1, VOTED));
    state.knownBlocks.addVoted(atHeight(1, VOTED + 1));
    assertThat(kept(1)).containsExactlyInAnyOrder(blocks(1, 2, VOTED + 1));
  }

  /** A vote moves a block from the one account to the other. */
  @Test
  void aVoteMakesRoomForAProposal() {
    propose(1, 1, PROPOSED);
    state.knownBlocks.addVoted(atHeight(1, 1));
    propose(1, PROPOSED + 1, PROPOSED + 1);
    assertThat(kept(1)).containsExactlyInAnyOrder(blocks(1, 1, PROPOSED + 1));
  }

  /** Decided blocks make room; those above stay, and stay counted. */
  @Test
  void whatIsDecidedMakesRoom() {
    propose(1, 1, PROPOSED / 2);
    propose(2, 101, 100 + PROPOSED / 2);
    state.knownBlocks.discardTo(0);
    state.knownBlocks.discardTo(1);
    propose(2, 201, 200 + PROPOSED / 2);
    assertThat(kept(2)).hasSize(PROPOSED);
    propose(2, 301, 300 + PROPOSED / 2);
    List<Hash> all = kept(2);
    assertThat(all).hasSize(PROPOSED).contains(blocks(2, 201, 200 + PROPOSED / 2));
    assertThat(all).contains(blocks(2, 301, 300 + PROPOSED / 2));
  }

  @Test
  void whatIsDecidedMakesRoomForVotes() {
    for (long each = 1; each <= VOTED; each++) {
      state.knownBlocks.addVoted(atHeight(1, each));
    }
    state.knownBlocks.discardTo(1);
    for (long each = 1; each <= VOTED; each++) {
      state.knownBlocks.addVoted(atHeight(2, 100 + each));
    }
    assertThat(kept(2)).hasSize(VOTED);
    state.knownBlocks.addVoted(atHeight(2, 200));
    assertThat(kept(2)).hasSize(VOTED).doesNotContain(blocks(2, 101, 101));
  }

  /** The new view's own blocks stay, at their heights and no others. */
  @Test
  void whatTheNewViewDemandsStays() {
    Block demanded = atHeight(1, 1);
    Block other = atHeight(1, 2);
    Block above = atHeight(2, 3);
    ViewChange change =
        new ViewChange(
            1,
            QuorumCertificate.ofGenesis(genesis.hash()),
            List.of(committee.prepared(0, demanded, 0, 1, 2)));
    state.newViewChain = NewViewChain.of(List.of(change, change, change));
    state.knownBlocks.addVoted(demanded);
    state.knownBlocks.addVoted(other);
    state.knownBlocks.addVoted(above);
    for (long each = 1; each <= VOTED; each++) {
      state.knownBlocks.addVoted(atHeight(2, 100 + each));
    }
    assertThat(kept(1)).containsExactly(demanded.hash());
    assertThat(kept(2)).hasSize(VOTED - 1).doesNotContain(above.hash());
  }
}

package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.consensus.VoteTable;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Signature;

/** PBFT-4, PBFT-5, PBFT-24: votes by height and view, and which of them are forgotten. */
class VoteTableTest {
  private static final Hash BLOCK = Hash.of(Bytes.utf8("a block"));

  private static final Hash OTHER = Hash.of(Bytes.utf8("another block"));

  private final TestCommittee committee = new TestCommittee(4, 2);

  private final VoteTable book = new VoteTable(() -> committee.members);

  /** The book counts; whether a signature holds was checked before. */
  private boolean add(long view, long height, int node, Hash block) {
    return book.add(view, height, committee.key(node), block, Signature.NONE);
  }

  /** CONS-6: a node votes once in a view at a height; its later votes do not count. */
  @Test
  void aNodesFirstVoteInAViewAtAHeightIsNewAndNoOther() {
    assertThat(add(3, 7, 0, BLOCK)).isTrue();
    assertThat(add(3, 7, 0, BLOCK)).as("again").isFalse();
    assertThat(add(3, 7, 0, OTHER)).as("for another block").isFalse();
    assertThat(add(3, 7, 1, BLOCK)).as("another node").isTrue();
    assertThat(add(4, 7, 0, BLOCK)).as("another view").isTrue();
    assertThat(add(3, 8, 0, BLOCK)).as("another height").isTrue();
    assertThat(book.votesAt(3, 7).count(BLOCK)).isEqualTo(2);
    assertThat(book.votesAt(3, 7).count(OTHER)).isZero();
  }

  /** PBFT-5: a quorum belongs to one view; the lowest view comes first. */
  @Test
  void theVotesAtAHeightStandByView() {
    add(4, 7, 0, BLOCK);
    add(3, 7, 1, BLOCK);
    add(5, 8, 2, BLOCK);
    assertThat(book.votesByView(7).keySet()).containsExactly(3L, 4L);
    assertThat(book.votesByView(8).keySet()).containsExactly(5L);
    assertThat(book.votesByView(6)).isEmpty();
    assertThat(book.votesByView(7).get(4L).voters()).isEqualTo(1);
  }

  /** PBFT-12: enough votes, in one view, above the height: what is decided there is missing. */
  @Test
  void aHeightAboveIsSupportedByEnoughNodesInOneView() {
    assertThat(book.isSupportedAbove(0, 1)).as("without a vote").isFalse();
    add(0, 5, 0, BLOCK);
    add(1, 5, 1, BLOCK);
    assertThat(book.isSupportedAbove(4, 1)).isTrue();
    assertThat(book.isSupportedAbove(4, 2)).as("one in each of two views").isFalse();
    add(1, 5, 2, OTHER);
    assertThat(book.isSupportedAbove(4, 2)).as("for any block").isTrue();
    assertThat(book.isSupportedAbove(4, 3)).isFalse();
    assertThat(book.isSupportedAbove(5, 1)).as("at the height itself").isFalse();
    assertThat(book.isSupportedAbove(0, 2)).as("far above").isTrue();
  }

  /** PBFT-24: votes under a height are forgotten, those at it are not. */
  @Test
  void votesBelowAHeightAreDiscarded() {
    for (int height = 5; height <= 7; height++) {
      add(0, height, 0, BLOCK);
    }
    book.discardBelow(6);
    assertThat(book.votesByView(5)).isEmpty();
    assertThat(book.votesByView(6)).hasSize(1);
    assertThat(book.votesByView(7)).hasSize(1);
    assertThat(add(0, 5, 0, OTHER)).as("as if it had never voted").isTrue();
  }
}

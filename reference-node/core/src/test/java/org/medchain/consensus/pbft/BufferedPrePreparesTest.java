package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/** PBFT-2, PBFT-24: which PRE-PREPAREs wait for the NEW-VIEW of their view. */
class BufferedPrePreparesTest {
  /** K = 1 and W = 2 at the genesis block: the high water mark is 4. */
  private final TestCommittee committee = new TestCommittee(4, 2, 1);

  private final PbftState state = committee.state(3);
  private final BufferedPrePrepares early = new BufferedPrePrepares(state);
  private final List<Block> chain = chain("alice");

  private List<Block> chain(String client) {
    List<Block> blocks = new ArrayList<>(List.of(committee.genesis()));
    for (int height = 1; height <= 5; height++) {
      blocks.add(committee.child(blocks.get(height - 1), committee.request(client, height)));
    }
    return blocks;
  }

  private void keep(PublicKey sender, long view, Block block) {
    early.buffer(sender, new PrePrepare(view, block), Signature.NONE);
  }

  private void propose(long view, Block block) {
    keep(state.primary(view), view, block);
  }

  private void goTo(long view, boolean changing) {
    state.view = view;
    state.viewChanging = changing;
  }

  private List<Block> taken(long view) {
    goTo(view, false);
    return early.takeForCurrentView().stream().map(each -> each.message().block()).toList();
  }

  /** The views from 0 to 9 for which a replica in this view keeps a proposal. */
  private List<Long> viewsKept(long view, boolean changing) {
    for (long each = 0; each <= 9; each++) {
      goTo(view, changing);
      propose(each, chain.get(1));
    }
    List<Long> kept = new ArrayList<>();
    for (long each = 0; each <= 9; each++) {
      if (!taken(each).isEmpty()) {
        kept.add(each);
      }
    }
    return kept;
  }

  /** A message for the replica's view is not kept: it is taken at once. */
  @Test
  void inAViewTheNextFourAreKept() {
    assertThat(viewsKept(2, false)).containsExactly(3L, 4L, 5L, 6L);
  }

  /** The view that is wanted has not begun yet. */
  @Test
  void duringAViewChangeTheNextViewIsKeptToo() {
    assertThat(viewsKept(2, true)).containsExactly(2L, 3L, 4L, 5L, 6L);
  }

  /** PBFT-20: the next epoch's views are not this one's, though their numbers follow. */
  @Test
  void noViewOfAnotherEpochIsKept() {
    long foreign = ViewNumbers.first(1);
    goTo(foreign - 2, false);
    propose(foreign - 1, chain.get(1));
    propose(foreign, chain.get(1));
    assertThat(taken(foreign - 1)).containsExactly(chain.get(1));
    assertThat(taken(foreign)).isEmpty();
  }

  @Test
  void onlyTheViewsPrimaryIsAccepted() {
    for (int node = 0; node < 4; node++) {
      if (node != 1) {
        keep(committee.key(node), 1, chain.get(1));
      }
    }
    assertThat(taken(1)).isEmpty();
  }

  /** PBFT-16: nothing at or under the low water mark, nothing above the high one. */
  @Test
  void onlyHeightsInRangeAreKept() {
    for (int height = 5; height >= 0; height--) {
      propose(1, chain.get(height));
    }
    assertThat(taken(1)).as("in the order of heights").isEqualTo(chain.subList(1, 5));
  }

  @Test
  void theFirstProposalOfAViewAndHeightCounts() {
    Block second = chain("bob").get(1);
    propose(1, chain.get(1));
    propose(1, second);
    propose(2, second);
    assertThat(taken(1)).containsExactly(chain.get(1));
    assertThat(taken(2)).as("another view's is another").containsExactly(second);
  }

  /** The normal case checks again who sent it, and the certificate needs the signature. */
  @Test
  void theSenderAndTheSignatureStayWithIt() {
    PrePrepare message = new PrePrepare(1, chain.get(1));
    Signature signature = committee.seal(committee.keys(1), message).signature();
    early.buffer(committee.key(1), message, signature);
    goTo(1, false);
    assertThat(early.takeForCurrentView())
        .containsExactly(
            new BufferedPrePrepares.BufferedPrePrepare(committee.key(1), message, signature));
  }

  @Test
  void whatIsTakenIsGone() {
    propose(1, chain.get(1));
    assertThat(taken(1)).hasSize(1);
    assertThat(taken(1)).isEmpty();
  }

  /** PBFT-24: a view that was passed over does not come again; its messages are dropped. */
  @Test
  void enteringAViewDiscardsTheOlderOnesAndKeepsTheLater() {
    for (long view = 1; view <= 3; view++) {
      propose(view, chain.get(1));
    }
    assertThat(taken(2)).hasSize(1);
    assertThat(taken(1)).as("looked up by going back, which no run does").isEmpty();
    assertThat(taken(3)).hasSize(1);
  }

  /** PBFT-24: the same holds while the replica changes to a later view, and it keeps buffering. */
  @Test
  void keepingDiscardsTheViewsThatWereLeft() {
    for (long view = 1; view <= 3; view++) {
      propose(view, chain.get(1));
    }
    goTo(3, true);
    propose(3, chain.get(2));
    assertThat(taken(1)).isEmpty();
    assertThat(taken(2)).isEmpty();
    assertThat(taken(3)).containsExactly(chain.get(1), chain.get(2));
  }
}

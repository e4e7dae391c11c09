package org.medchain.consensus.pbft.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Hash;
import org.medchain.network.Message;

/** PBFT-24: votes of views that are long over, of a chain that has had many. */
class PastViewsTest {
  private static final int WINDOW = 2;
  private static final int INTERVAL = 8;
  private static final int HEIGHTS = 2 * INTERVAL + WINDOW;
  private static final int SELF = 3;
  private static final int VIEWS = 200;

  /** Of a member's votes of both phases, with their containers. */
  private static final long VOTE_BYTES = 1_000;

  /** Views that may count: this one, four past and four to come. */
  private static final int COUNTED = 9;

  private final TestCommittee committee = new TestCommittee(4, WINDOW, INTERVAL);
  private final PbftReplica replica = committee.replica(SELF);
  private final TestHost host = committee.host(SELF, replica);

  private void enter(int view) {
    host.give(committee.from(view % 4, committee.newView(view, 0, 1, 2)));
  }

  private void vote(int view) {
    for (int height = 1; height <= HEIGHTS; height++) {
      Hash block = new Hash(view, height, 0, 0);
      for (Message each :
          List.of(new Commit(view, height, block), new Prepare(view, height, block))) {
        host.give(committee.from(0, each));
      }
    }
  }

  private long bound() {
    return COUNTED * HEIGHTS * VOTE_BYTES;
  }

  @Test
  void votesForPastViewsFillNoMemory() {
    for (int view = 1; view <= VIEWS; view++) {
      if (view % 4 != SELF) {
        enter(view);
      }
    }
    assertThat(replica.view()).isEqualTo(VIEWS);
    long before = RetainedMemory.bytes(replica);
    for (int view = 0; view <= VIEWS; view++) {
      vote(view);
    }
    assertThat(RetainedMemory.bytes(replica) - before).isLessThan(bound());
  }

  @Test
  void votesOfViewsThatWereLeftAreDiscarded() {
    long before = RetainedMemory.bytes(replica);
    for (int view = 1; view <= VIEWS; view++) {
      if (view % 4 != SELF) {
        enter(view);
        vote(view);
      }
    }
    assertThat(RetainedMemory.bytes(replica) - before).isLessThan(bound());
  }
}

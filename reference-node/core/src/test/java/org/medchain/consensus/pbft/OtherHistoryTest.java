package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.network.Message;

/** PBFT-31: who has decided a first history does not join a certified second one. */
class OtherHistoryTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  private final Block other = committee.child(committee.genesis(), committee.request("bob", 1));
  private final Block afterFirst = committee.child(first, committee.request("carol", 1));
  private final Block afterOther = committee.child(other, committee.request("carol", 1));
  private final PbftReplica replica = committee.replica(3);
  private final TestHost host = committee.host(3, replica);

  private List<Output> give(int node, Message message) {
    return host.give(committee.from(node, message));
  }

  @Test
  void aCertifiedBlockOnAnotherParentIsRefused() {
    give(0, committee.decided(first));
    assertThat(only(Output.Reject.class, give(1, committee.decided(afterOther))))
        .containsExactly(
            new Output.Reject(
                committee.key(1), "decided-block: it does not follow the one decided here"));
    assertThat(replica.decidedHeight()).isEqualTo(1);
    give(1, committee.decided(afterFirst));
    assertThat(replica.decidedHeight()).as("its own history continues").isEqualTo(2);
  }

  /** A block that came out of order is checked when the one below it is there. */
  @Test
  void oneThatCameTooEarlyIsRefusedToo() {
    give(1, committee.decided(afterOther));
    give(0, committee.decided(first));
    assertThat(replica.decidedHeight()).isEqualTo(1);
  }

  @Test
  void commitsForAnotherHistoryDecideNothing() {
    give(0, committee.decided(first));
    give(0, new PrePrepare(0, afterOther));
    for (int node = 0; node < 3; node++) {
      give(node, new Commit(0, 2, afterOther.hash()));
    }
    assertThat(replica.decidedHeight()).isEqualTo(1);
  }
}

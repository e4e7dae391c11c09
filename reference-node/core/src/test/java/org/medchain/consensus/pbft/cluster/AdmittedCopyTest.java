package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Bytes;

/** PBFT-29: a disk from before its owner's admission may hide its votes since then. */
class AdmittedCopyTest {
  private final PbftCluster cluster = new PbftCluster(new TestCommittee(4, 2, 3));
  private final int joiner = cluster.add();
  private List<Bytes> before;

  @BeforeEach
  void followABlock() {
    cluster.order("alice", 1);
    cluster.fire(joiner, PbftTimers.RETRANSMIT);
    cluster.deliver();
    before = List.copyOf(cluster.host(joiner).log());
  }

  private void admit() {
    cluster.change("center", 0, 1, 2, 3, joiner);
    cluster.deliver();
    catchUp();
    cluster.order("alice", 1);
  }

  private void catchUp() {
    cluster.fireAll(PbftTimers.RETRANSMIT, 6);
  }

  @Test
  void oneThatComesBackAsItWasBeforeItsAdmissionVotesNeverAgain() {
    admit();
    assertThat(cluster.replica(joiner).voteMemory()).isEqualTo(VoteMemory.INTACT);
    cluster.crash(joiner);
    cluster.restart(joiner, before);
    cluster.deliver();
    catchUp();
    assertThat(ViewNumbers.number(cluster.replica(joiner).view())).isZero();
    assertThat(cluster.replica(joiner).decidedHeight()).isGreaterThan(3);
    assertThat(cluster.replica(joiner).voteMemory()).isEqualTo(VoteMemory.LOST);
  }

  @Test
  void oneThatRestartedWhileItOnlyFollowedVotesAfterItHasAsked() {
    cluster.crash(joiner);
    cluster.restart(joiner, before);
    cluster.deliver();
    admit();
    catchUp();
    assertThat(cluster.replica(joiner).voteMemory()).isEqualTo(VoteMemory.INTACT);
    cluster.crash(3);
    cluster.order("bob", 1);
    assertThat(cluster.accepted()).as("four of five votes are needed").hasSize(4);
  }
}

package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Block;
import org.medchain.data.Transaction;

/** PBFT-12: a lagging replica gets what it misses, despite false messages. */
class CatchUpTest {
  private final PbftCluster cluster = new PbftCluster(new TestCommittee(4, 2));
  private final TestCommittee committee = cluster.committee;

  private boolean isTo3(PbftCluster.Flight flight) {
    return flight.to().equals(committee.key(3));
  }

  /** More blocks than go into one answer, and more than the vote window reaches. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 30})
  void aReplicaThatMissedManyBlocksFetchesThem(int blocks) {
    cluster.lose(this::isTo3);
    cluster.order("alice", blocks);
    cluster.lose(flight -> false);
    assertThat(cluster.chainOf(3)).hasSize(1);
    // One more request reaches it, so it notices that it does not come on.
    cluster.order("bob", 1);
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliver();
    assertThat(cluster.chainOf(3)).isEqualTo(cluster.chainOf(0)).hasSize(blocks + 2);
    // The requests that it had been waiting for are done with, so its timers are at rest.
    assertThat(cluster.host(3).timers()).isEmpty();
  }

  /** All votes of a phase are lost: no replica has progressed, all retransmit. */
  @ParameterizedTest
  @ValueSource(ints = {10, 11, 12})
  void aLostPhaseIsRepeated(int code) {
    cluster.lose(flight -> flight.envelope().code() == code);
    cluster.order("alice", 1);
    assertThat(cluster.accepted()).isEmpty();
    cluster.lose(flight -> false);
    cluster.fireAll(PbftTimers.RETRANSMIT);
    assertThat(cluster.accepted()).hasSize(1);
  }

  /** While nothing happens, it asks ever more seldom; once something has, often again. */
  @Test
  void sendsStatusWithBackOff() {
    TestHost host = committee.host(3, committee.replica(3));
    host.give(committee.submitted(committee.request("alice", 1)));
    for (int factor : new int[] {2, 4, 8, 16, 16}) {
      List<Output> outputs = host.fire(PbftTimers.RETRANSMIT);
      assertThat(said(Status.class, outputs)).containsExactly(new Status(0, false, 0, 0));
      assertThat(outputs)
          .contains(new Output.StartTimer(PbftTimers.RETRANSMIT, 100_000_000L * factor));
    }
    Block block = committee.child(committee.genesis(), committee.request("bob", 1));
    host.give(committee.from(0, committee.decided(block)));
    List<Output> outputs = host.fire(PbftTimers.RETRANSMIT);
    assertThat(said(Status.class, outputs)).isEmpty();
    assertThat(outputs).contains(new Output.StartTimer(PbftTimers.RETRANSMIT, 100_000_000L));
  }

  /** Bob's requests are ordered all the time, and so no replica is without progress. */
  private void bobGoesOn(int blocks) {
    cluster.order("bob", blocks);
  }

  private List<Output.Send> requestsSentBy(int node) {
    return only(Output.Send.class, allOutputs(cluster.steps(node))).stream()
        .filter(send -> send.envelope().code() == Request.TYPE.code())
        .toList();
  }

  /** PBFT-38: a request given to backups only makes no correct primary suspect. */
  @Test
  void aRequestThatOthersOvertakeIsPassedOn() {
    Transaction request = committee.request("mallory", 1);
    for (int backup = 1; backup <= 3; backup++) {
      cluster.give(backup, committee.submitted(request));
    }
    bobGoesOn(2);
    assertThat(cluster.replica(1).pendingRequests()).as("overtaken").isOne();
    cluster.fireAll(PbftTimers.RETRANSMIT);
    cluster.deliver();
    for (int node : cluster.live()) {
      assertThat(cluster.replica(node).pendingRequests()).as("node %d", node).isZero();
      assertThat(cluster.host(node).timers()).as("node %d", node).isEmpty();
    }
    assertThat(requestsSentBy(1)).extracting(Output.Send::to).containsExactly(committee.key(0));
    assertThat(requestsSentBy(0)).isEmpty();
    assertThat(cluster.agreement().at(cluster.agreement().height()).transactions())
        .containsExactly(request);
  }

  /** A Byzantine member may claim any height; it neither crashes the others nor stops them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 9, 1_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void aLyingStatusDoesNoHarm(long claimed) {
    cluster.order("alice", 1);
    for (int node = 1; node < 4; node++) {
      List<Output> outputs =
          cluster.give(node, committee.from(0, new Status(0, false, claimed, 0)));
      assertThat(only(Output.Reject.class, outputs)).isEmpty();
    }
    cluster.order("alice", 1);
    cluster.fireAll(PbftTimers.RETRANSMIT);
    assertThat(cluster.accepted()).hasSize(2);
    for (int node = 0; node < 4; node++) {
      assertThat(cluster.chainOf(node)).isEqualTo(cluster.chainOf(0)).hasSize(3);
    }
  }

  /** A claim may be true: without evidence it is dropped in the end, and the replica rests. */
  @Test
  void aFalseStatusIsDropped() {
    TestHost host = committee.host(3, committee.replica(3));
    host.give(committee.from(0, new Status(0, false, 1_000, 0)));
    for (int i = 0; i < 5; i++) {
      assertThat(host.timers()).containsExactly(PbftTimers.RETRANSMIT);
      host.fire(PbftTimers.RETRANSMIT);
    }
    assertThat(host.timers()).isEmpty();
  }

  /** It missed a view change and all its messages, and all others are ahead. */
  @Test
  void aReplicaThatMissedAViewChangeFollows() {
    PbftCluster seven = new PbftCluster(new TestCommittee(7, 2));
    seven.crash(0);
    seven.lose(flight -> flight.to().equals(seven.committee.key(6)));
    seven.order("alice", 1);
    seven.fireAll(PbftTimers.VIEW_CHANGE);
    assertThat(seven.accepted()).hasSize(1);
    assertThat(seven.replica(6).view()).isZero();
    seven.lose(flight -> false);
    seven.order("alice", 1);
    seven.fire(6, PbftTimers.RETRANSMIT);
    seven.deliver();
    assertThat(seven.replica(6).view()).isEqualTo(1);
    assertThat(seven.chainOf(6)).isEqualTo(seven.chainOf(1)).hasSize(3);
  }
}

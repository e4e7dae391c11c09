package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Block;
import org.medchain.data.Hash;
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
    for (int i = 0; i < blocks; i++) {
      cluster.submit("alice");
      cluster.deliver();
    }
    cluster.lose(flight -> false);
    assertThat(cluster.chainOf(3)).hasSize(1);
    // One more request reaches it, so it notices that it does not come on.
    cluster.submit("bob");
    cluster.deliver();
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliver();
    assertThat(cluster.chainOf(3)).isEqualTo(cluster.chainOf(0)).hasSize(blocks + 2);
    // The requests that it had been waiting for are done with, so its timers are at rest.
    assertThat(cluster.host(3).timers()).isEmpty();
  }

  /** It missed the COMMITs of one block only. */
  @Test
  void lostVotesAreMadeUpFor() {
    cluster.lose(flight -> isTo3(flight) && flight.envelope().code() == Commit.TYPE.code());
    cluster.submit("alice");
    cluster.deliver();
    assertThat(cluster.chainOf(3)).hasSize(1);
    cluster.lose(flight -> false);
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliver();
    assertThat(cluster.chainOf(3)).isEqualTo(cluster.chainOf(0)).hasSize(2);
  }

  /** All votes of a phase are lost: no replica has progressed, all retransmit. */
  @ParameterizedTest
  @ValueSource(ints = {10, 11, 12})
  void aLostPhaseIsRepeated(int code) {
    cluster.lose(flight -> flight.envelope().code() == code);
    cluster.submit("alice");
    cluster.deliver();
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
    host.give(committee.from(0, decided(block)));
    List<Output> outputs = host.fire(PbftTimers.RETRANSMIT);
    assertThat(said(Status.class, outputs)).isEmpty();
    assertThat(outputs).contains(new Output.StartTimer(PbftTimers.RETRANSMIT, 100_000_000L));
  }

  /** Bob's requests are ordered all the time, and so no replica is without progress. */
  private void bobGoesOn(int blocks) {
    for (int i = 0; i < blocks; i++) {
      cluster.submit("bob");
      cluster.deliver();
    }
  }

  private List<Output.Send> requestsSentBy(int node) {
    return only(Output.Send.class, allOutputs(cluster.steps(node))).stream()
        .filter(send -> send.envelope().code() == Request.TYPE.code())
        .toList();
  }

  /**
   * PBFT-38: on a busy ledger too, nobody makes a correct primary suspect by giving a request to
   * its backups only.
   */
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

  private DecidedBlock decided(Block block) {
    return new DecidedBlock(block, committee.commits(0, block, 0, 1, 2));
  }

  @Test
  void decidedBlocksMayComeInAnyOrder() {
    TestHost host = committee.host(3, committee.replica(3));
    List<Block> blocks = new ArrayList<>(List.of(committee.genesis()));
    for (int i = 1; i <= 2; i++) {
      blocks.add(committee.child(blocks.get(i - 1), committee.request("alice", i)));
    }
    assertThat(committed(host.give(committee.from(0, decided(blocks.get(2)))))).isEmpty();
    assertThat(committed(host.give(committee.from(1, decided(blocks.get(1))))))
        .containsExactly(blocks.get(1), blocks.get(2));
    assertThat(committed(host.give(committee.from(2, decided(blocks.get(1))))))
        .as("again")
        .isEmpty();
  }

  /** A Byzantine member may claim any height; it neither crashes the others nor stops them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 9, 1_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void aLyingStatusDoesNoHarm(long claimed) {
    cluster.submit("alice");
    cluster.deliver();
    for (int node = 1; node < 4; node++) {
      List<Output> outputs =
          cluster.give(node, committee.from(0, new Status(0, false, claimed, 0)));
      assertThat(only(Output.Reject.class, outputs)).isEmpty();
    }
    cluster.submit("alice");
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT);
    assertThat(cluster.accepted()).hasSize(2);
    for (int node = 0; node < 4; node++) {
      assertThat(cluster.chainOf(node)).isEqualTo(cluster.chainOf(0)).hasSize(3);
    }
  }

  /** A claim without evidence is dropped, so that an idle replica comes to rest. */
  @Test
  void aFalseStatusIsDropped() {
    TestHost host = committee.host(3, committee.replica(3));
    host.give(committee.from(0, new Status(0, false, 1_000, 0)));
    assertThat(host.timers()).containsExactly(PbftTimers.RETRANSMIT);
    for (int i = 0; i < 5; i++) {
      host.fire(PbftTimers.RETRANSMIT);
    }
    assertThat(host.timers()).isEmpty();
  }

  /** Nor does it keep a replica that lags behind from asking the honest ones. */
  @Test
  void aFalseStatusDoesNotStopALaggingReplica() {
    cluster.lose(this::isTo3);
    cluster.submit("alice");
    cluster.deliver();
    cluster.lose(flight -> false);
    cluster.give(3, committee.from(0, new Status(0, false, 50, 0)));
    cluster.lose(flight -> flight.from().equals(committee.key(0)));
    cluster.deliver();
    assertThat(cluster.chainOf(3)).hasSize(1);
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliver();
    assertThat(cluster.chainOf(3)).isEqualTo(cluster.chainOf(1)).hasSize(2);
  }

  /** It missed a view change and all its messages, and all others are ahead. */
  @Test
  void aReplicaThatMissedAViewChangeFollows() {
    PbftCluster seven = new PbftCluster(new TestCommittee(7, 2));
    seven.crash(0);
    seven.lose(flight -> flight.to().equals(seven.committee.key(6)));
    seven.submit("alice");
    seven.deliver();
    seven.fireAll(PbftTimers.VIEW_CHANGE);
    assertThat(seven.accepted()).hasSize(1);
    assertThat(seven.replica(6).view()).isZero();
    seven.lose(flight -> false);
    seven.submit("alice");
    seven.deliver();
    seven.fire(6, PbftTimers.RETRANSMIT);
    seven.deliver();
    assertThat(seven.replica(6).view()).isEqualTo(1);
    assertThat(seven.chainOf(6)).isEqualTo(seven.chainOf(1)).hasSize(3);
  }

  /** Unsolicited messages are not kept; otherwise any sender could fill the memory. */
  @Test
  void aBlockThatNobodyAskedForIsNotKept() {
    Block block = committee.child(committee.genesis(), committee.request("bob", 1));
    assertThat(cluster.give(0, committee.from(2, new FetchedBlock(block)))).isEmpty();
    assertThat(cluster.give(0, committee.from(2, new FetchBlock(block.hash())))).isEmpty();
  }

  @Test
  void aBlockIsSentOnRequestByHash() {
    cluster.submit("alice");
    cluster.deliver();
    Block block = cluster.host(0).last();
    List<Output> outputs = cluster.give(0, committee.from(2, new FetchBlock(block.hash())));
    assertThat(said(FetchedBlock.class, outputs)).containsExactly(new FetchedBlock(block));
    assertThat(cluster.give(0, committee.from(2, new FetchBlock(Hash.ZERO)))).isEmpty();
  }
}

package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Transaction;
import org.medchain.network.RejectionReason;

/** CONS-14, PBFT-37: whom block r registers has its first request in block r + W. */
class NewcomersTest {
  private static final int INTERVAL = 4;

  /** The center, and one other client whose requests make a ledger busy, are there at first. */
  private static TestCommittee committee(int window) {
    ChainParameters chain =
        ConsensusTestChain.parameters(
            window,
            Difficulty.NONE,
            new OrderingRight.Registered(
                Set.of(
                    TestCommittee.client("center").publicKey(),
                    TestCommittee.client("bob").publicKey())));
    return new TestCommittee(4, chain, TestCommittee.ONE_EACH, 100, INTERVAL);
  }

  /** After {@code before} blocks of others, the center registers this client; its height. */
  private static long registerAfter(PbftCluster cluster, int before, String client) {
    cluster.order("bob", before);
    cluster.register("center", client);
    cluster.deliver();
    assertThat(cluster.agreement().height()).isEqualTo(before + 1L);
    return before + 1L;
  }

  private static boolean holds(Block block, Transaction request) {
    return block.transactions().contains(request);
  }

  private static List<Long> empty(PbftCluster cluster, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .filter(height -> cluster.agreement().at(height).transactions().isEmpty())
        .boxed()
        .toList();
  }

  @Property(seed = "27510", tries = 24)
  void aNewcomerIsAnsweredOnALedgerWhereNothingElseHappens(
      @ForAll @IntRange(min = 1, max = 5) int window,
      @ForAll @IntRange(min = 0, max = 6) int before) {
    PbftCluster cluster = new PbftCluster(committee(window));
    long registered = registerAfter(cluster, before, "alice");
    Transaction request = cluster.submit("alice");
    cluster.deliver();
    assertThat(cluster.accepted()).anyMatch(each -> each.request().equals(request.request()));
    assertThat(cluster.agreement().height()).isEqualTo(registered + window);
    assertThat(holds(cluster.agreement().at(registered + window), request)).isTrue();
    assertThat(empty(cluster, 1, registered + window))
        .as("filled")
        .isEqualTo(LongStream.range(registered + 1, registered + window).boxed().toList());
    // It is nobody's turn to be blamed, and the next request costs no empty block.
    cluster.live().forEach(node -> assertThat(cluster.replica(node).view()).isZero());
    cluster.order("alice", 1);
    assertThat(cluster.agreement().height()).isEqualTo(registered + window + 1);
    cluster.checkLevel();
  }

  /** A registration by itself costs no block but its own, and others cannot have heights filled. */
  @Property(seed = "27511", tries = 8)
  void nothingIsFilledUnlessANewcomerAsks(@ForAll @IntRange(min = 1, max = 4) int window) {
    PbftCluster cluster = new PbftCluster(committee(window));
    long registered = registerAfter(cluster, 2, "alice");
    cluster.order("mallory", 1);
    assertThat(cluster.agreement().height()).isEqualTo(registered);
    cluster.order("bob", 1);
    assertThat(cluster.agreement().height()).isEqualTo(registered + 1);
    assertThat(empty(cluster, 1, registered + 1)).isEmpty();
  }

  /** CONS-14: refused with the cause, kept nowhere, watched by no timer. */
  @Example
  void aStrangersRequestLeavesNothing() {
    PbftCluster cluster = new PbftCluster(committee(2));
    Transaction request = cluster.committee.request("mallory", 1);
    for (int node : cluster.live()) {
      List<Output> outputs = cluster.give(node, cluster.committee.submitted(request));
      assertThat(outputs)
          .containsExactly(
              new Output.Reject(
                  request.request().sender(),
                  RejectionReason.UNAUTHORISED,
                  "the sender's key is not registered here"));
      assertThat(cluster.replica(node).pendingRequests()).isZero();
      assertThat(cluster.host(node).timers()).isEmpty();
    }
  }

  /** PBFT-37: a primary that does not fill is replaced, and the next primary fills. */
  @Property(seed = "27512", tries = 12)
  void aPrimaryThatDoesNotFillIsReplaced(@ForAll @IntRange(min = 1, max = 4) int window) {
    PbftCluster cluster = new PbftCluster(committee(window));
    long registered = registerAfter(cluster, 3, "alice");
    cluster.crash(0);
    Transaction request = cluster.submit("alice");
    cluster.deliver();
    assertThat(cluster.agreement().height()).isEqualTo(registered);
    for (int node : cluster.live()) {
      assertThat(cluster.host(node).timers()).as("node %d", node).contains(PbftTimers.VIEW_CHANGE);
    }
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    assertThat(cluster.accepted()).anyMatch(each -> each.request().equals(request.request()));
    assertThat(holds(cluster.agreement().at(registered + window), request)).isTrue();
    cluster.checkLevel();
  }

  /** Fillers that a view change drops are made again: requests wait in the pools meanwhile. */
  @Property(seed = "27513", tries = 12)
  void droppedFillersAreMadeAgain(
      @ForAll @IntRange(min = 2, max = 4) int window,
      @ForAll @IntRange(min = 0, max = 40) int some) {
    PbftCluster cluster = new PbftCluster(committee(window));
    long registered = registerAfter(cluster, 1, "alice");
    Transaction request = cluster.submit("alice");
    cluster.deliverSome(some);
    cluster.crash(0);
    cluster.lose(flight -> flight.from().equals(cluster.committee.key(0)));
    cluster.deliver();
    for (int round = 0; round < 8 && cluster.accepted().size() < 3; round++) {
      cluster.fireAll(PbftTimers.RETRANSMIT);
      cluster.fireAll(PbftTimers.VIEW_CHANGE);
    }
    assertThat(cluster.accepted()).anyMatch(each -> each.request().equals(request.request()));
    assertThat(holds(cluster.agreement().at(registered + window), request)).isTrue();
    cluster.checkLevel();
  }

  /** PBFT-38: what a late primary refused is passed on to it when others overtake it. */
  @Property(seed = "27514", tries = 12)
  void aPrimaryThatWasLateIsToldAgain(@ForAll @IntRange(min = 1, max = 4) int window) {
    PbftCluster cluster = new PbftCluster(committee(window));
    cluster.host(0).holdExecutions();
    cluster.register("center", "alice");
    cluster.deliver();
    Transaction request = cluster.committee.request("alice", 1);
    for (int node : cluster.live()) {
      List<Output> outputs = cluster.give(node, cluster.committee.submitted(request));
      assertThat(only(Output.Reject.class, outputs)).hasSize(node == 0 ? 1 : 0);
    }
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT);
    for (int i = 0; i < window + 1; i++) {
      cluster.order("bob", 1);
      cluster.release(0);
      cluster.deliver();
    }
    cluster.fireAll(PbftTimers.RETRANSMIT);
    while (cluster.host(0).executionsHeld() > 0) {
      cluster.release(0);
      cluster.deliver();
    }
    assertThat(
            LongStream.rangeClosed(1, cluster.agreement().height())
                .anyMatch(height -> holds(cluster.agreement().at(height), request)))
        .isTrue();
    cluster.live().forEach(node -> assertThat(cluster.replica(node).view()).isZero());
  }

  /** PBFT-15, PBFT-18: registrations are in log, snapshot and state transfer. */
  @Property(seed = "27516", tries = 24)
  void restartsAndStateTransfersKeepTheRows(
      @ForAll @IntRange(min = 1, max = 4) int window,
      @ForAll @IntRange(min = 0, max = 9) int before,
      @ForAll @IntRange(min = 0, max = 9) int after) {
    PbftCluster cluster = new PbftCluster(committee(window));
    cluster.lose(flight -> flight.to().equals(cluster.committee.key(3)));
    long registered = registerAfter(cluster, before, "alice");
    cluster.order("bob", after);
    cluster.restart(2);
    cluster.lose(flight -> false);
    for (Timer timer : List.of(PbftTimers.RETRANSMIT, PbftTimers.RETRANSMIT)) {
      cluster.fireAll(timer);
    }
    // Both are needed for the quorum.
    cluster.crash(1);
    Transaction request = cluster.submit("alice");
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 3);
    assertThat(cluster.accepted()).anyMatch(each -> each.request().equals(request.request()));
    long first = Math.max(registered + window, before + after + 2L);
    assertThat(holds(cluster.agreement().at(first), request)).isTrue();
    cluster.checkLevel();
  }
}

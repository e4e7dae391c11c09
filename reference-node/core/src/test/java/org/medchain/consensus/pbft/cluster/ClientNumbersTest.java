package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Transaction;

/** PBFT-40: however a client numbers its requests, nobody else waits for that. */
class ClientNumbersTest {
  private static final int CAPACITY = 8;

  private final PbftCluster cluster =
      new PbftCluster(new TestCommittee(4, 2, new BatchLimits(1, 10_000, 0), CAPACITY));

  private void submit(long number) {
    Transaction request = cluster.committee.request("mallory", number);
    for (int node : cluster.live()) {
      cluster.give(node, cluster.committee.submitted(request));
    }
  }

  /** The high one is in flight when the low ones come: they are taken, then they are too old. */
  private void submitLowNumbersAfterAHighOne() {
    submit(100 * ClientTable.WINDOW);
    for (long number = 1; number < CAPACITY; number++) {
      submit(number);
    }
    cluster.deliver();
  }

  @Test
  void noViewChangesBecauseOfRequestsThatNoBlockMayHold() {
    submitLowNumbersAfterAHighOne();
    cluster.fireAll(PbftTimers.VIEW_CHANGE, 3);
    for (int node : cluster.live()) {
      assertThat(cluster.replica(node).view()).isZero();
      assertThat(cluster.replica(node).pendingRequests()).isZero();
    }
  }

  @Test
  void noPoolStaysFullOfThem() {
    submitLowNumbersAfterAHighOne();
    cluster.submit("alice");
    cluster.order("bob", 1);
    assertThat(cluster.accepted()).hasSize(2);
  }
}

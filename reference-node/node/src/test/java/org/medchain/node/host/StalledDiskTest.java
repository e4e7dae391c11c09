package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.medchain.node.storage.FaultyVolume;

/** OPS-3: a disk that hangs is noticed while something waits for it, and only then. */
class StalledDiskTest {
  private final PowerCutChain chain = new PowerCutChain();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean hangs;

  private long waitingNs(PowerCutNode node) {
    return node.host.awaitingDiskNs(System.nanoTime());
  }

  @Test
  void theTimeOfAHangingForceIsKnown() throws Exception {
    List<FaultyVolume> volumes = PowerCutCluster.disks();
    PowerCutCluster cluster = new PowerCutCluster(chain, volumes, Integer.MAX_VALUE);
    PowerCutNode node = cluster.node(1);
    volumes.get(1).onBoundary(this::operation);
    assertThat(waitingNs(node)).as("nothing waits").isZero();

    hangs = true;
    cluster.submitAll();
    cluster.await("it is known", () -> waitingNs(node) > 50_000_000L);

    hangs = false;
    released.countDown();
    cluster.await("all at each node", cluster::allAnswered);
    cluster.await("nothing waits any more", () -> waitingNs(node) == 0);
    cluster.stop();
  }

  private void operation() {
    if (hangs) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.node.storage.FaultyVolume;

/** STO-30: a quorum that needs a node decides on while that node's snapshot takes long. */
class SnapshotBesideConsensusTest {
  private static final int JOINING = 3;
  private static final int LOST = 1;
  private static final int MORE = PowerCutCluster.REQUESTS + 20;

  private final PowerCutChain chain = new PowerCutChain(2);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Set<String> writers = ConcurrentHashMap.newKeySet();

  @Test
  void votesGoOnWhileASnapshotIsWritten() throws Exception {
    List<FaultyVolume> volumes = new ArrayList<>();
    for (int i = 0; i < PowerCutChain.NODES; i++) {
      volumes.add(new FaultyVolume());
    }
    PowerCutCluster cluster = new PowerCutCluster(chain, volumes, Integer.MAX_VALUE);
    cluster.submitAll();
    cluster.await(
        "the first", () -> cluster.allAnswered() && cluster.executedByAll(cluster.answered()));
    FaultyVolume slow = new FaultyVolume();
    slow.onCreate(this::made);
    cluster.changeDisk(JOINING, slow);
    cluster.await("a transferred state is being written", () -> !writers.isEmpty());
    cluster.disconnect(LOST);
    cluster.submit(PowerCutCluster.REQUESTS + 1, MORE);
    cluster.await(
        "the rest, with the votes of the node that writes",
        () ->
            cluster.answered().size() == MORE
                && IntStream.of(0, 2, JOINING)
                    .allMatch(node -> cluster.node(node).holds(cluster.answered())));
    assertThat(slow.list()).noneMatch(name -> name.endsWith(".snap"));
    assertThat(writers).containsExactly("medchain-snapshot");
    released.countDown();
    cluster.await(
        "the snapshot", () -> slow.list().stream().anyMatch(name -> name.endsWith(".snap")));
    cluster.stop();
  }

  private void made(String name) {
    if (name.startsWith("snapshot-")) {
      writers.add(Thread.currentThread().getName());
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.node.storage.FaultyVolume;

/** STO-32: a quorum that needs a node decides while that node's snapshot takes long. */
class SnapshotBesideConsensusTest {
  private static final int SLOW = 3;
  private static final int LOST = 1;
  private static final int LIMIT = 200;

  /** A separate block each. */
  private static final Bytes BODY = Bytes.of(new byte[60_000]);

  private final PowerCutChain chain = new PowerCutChain(2);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Set<String> writers = ConcurrentHashMap.newKeySet();
  private int submitted;

  @Test
  void votesAreSentWhileASnapshotIsWritten() throws Exception {
    List<FaultyVolume> volumes = new ArrayList<>();
    for (int i = 0; i < PowerCutChain.NODES; i++) {
      volumes.add(new FaultyVolume());
    }
    FaultyVolume slow = volumes.get(SLOW);
    slow.onCreate(this::made);
    PowerCutCluster cluster = new PowerCutCluster(chain, volumes, Integer.MAX_VALUE);
    while (writers.isEmpty()) {
      next(cluster, 0, LOST, 2, SLOW);
      assertThat(submitted).as("more bytes than the state has").isLessThan(LIMIT);
    }
    assertThat(submitted).as("checkpoints before the first file").isGreaterThan(10);
    cluster.disconnect(LOST);
    int before = submitted;
    while (submitted < before + 20) {
      next(cluster, 0, 2, SLOW);
    }
    assertThat(slow.list()).noneMatch(name -> name.matches("snapshot-\\d+\\.seg"));
    assertThat(writers).containsExactly("medchain-snapshot");
    released.countDown();
    cluster.await(
        "the snapshot",
        () -> slow.list().stream().anyMatch(name -> name.matches("snapshot-\\d+\\.seg")));
    cluster.stop();
  }

  /**
   * One more request, until these nodes have executed it: no node is ever so far behind that its
   * state is transferred, which would write a snapshot too, and wait for it.
   */
  private void next(PowerCutCluster cluster, int... nodes) throws InterruptedException {
    submitted++;
    cluster.submit(submitted, submitted, BODY);
    cluster.await(
        "request " + submitted,
        () ->
            cluster.answered().size() == submitted
                && IntStream.of(nodes)
                    .allMatch(node -> cluster.node(node).holds(cluster.answered())));
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

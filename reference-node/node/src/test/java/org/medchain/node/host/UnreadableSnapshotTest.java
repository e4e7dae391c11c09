package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.node.storage.FaultyVolume;

/** STO-25: a node whose snapshot is damaged on its disk runs on when a peer requests it. */
class UnreadableSnapshotTest {
  private static final int JOINING = 3;

  private final PowerCutChain chain = new PowerCutChain(2);

  @Test
  void aRequestForADamagedSnapshotEndsNoNode() throws Exception {
    List<FaultyVolume> volumes = new ArrayList<>();
    for (int i = 0; i < PowerCutChain.NODES; i++) {
      volumes.add(new FaultyVolume());
    }
    PowerCutCluster cluster = new PowerCutCluster(chain, volumes, Integer.MAX_VALUE);
    cluster.submitAll();
    cluster.await(
        "the end", () -> cluster.allAnswered() && cluster.executedByAll(cluster.answered()));
    for (FaultyVolume volume : volumes.subList(0, JOINING)) {
      volume.list().stream()
          .filter(name -> name.endsWith(".snap"))
          .forEach(name -> volume.flip(name, 100, 1));
    }
    cluster.changeDisk(JOINING);
    cluster.await("a request, or an end", () -> refused(cluster) > 0 || anyFailed(cluster));
    cluster.submit(PowerCutCluster.REQUESTS + 1, PowerCutCluster.REQUESTS + 20);
    cluster.await(
        "the rest, with new snapshots",
        () ->
            anyFailed(cluster)
                || (cluster.answered().size() == PowerCutCluster.REQUESTS + 20
                    && cluster.executedByAll(cluster.answered())));
    assertThat(anyFailed(cluster)).as("a node ended").isFalse();
    cluster.stop();
  }

  private static double refused(PowerCutCluster cluster) {
    return IntStream.range(0, JOINING)
        .mapToDouble(
            node -> cluster.node(node).meters.counter("medchain.storage.reads.refused").count())
        .sum();
  }

  private static boolean anyFailed(PowerCutCluster cluster) {
    return IntStream.range(0, PowerCutChain.NODES)
        .anyMatch(node -> cluster.node(node).host.failed().isDone());
  }
}

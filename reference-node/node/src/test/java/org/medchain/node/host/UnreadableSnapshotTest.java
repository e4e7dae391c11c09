package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.node.storage.FaultyVolume;

/** STO-25: a node whose snapshot is damaged on its disk runs on when a peer requests it. */
class UnreadableSnapshotTest {
  private static final int JOINING = 3;

  private static final int INTERVAL = 2;

  private final PowerCutChain chain = new PowerCutChain(INTERVAL);

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
    List<FaultyVolume> holders = volumes.subList(0, JOINING);
    // One that is written later would not be damaged, and be taken before any damaged one.
    String last = lastSnapshot(cluster);
    cluster.await(
        "the last snapshot", () -> holders.stream().allMatch(each -> each.list().contains(last)));
    for (FaultyVolume volume : holders) {
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

  /**
   * The name of the file with the state after the last block that is a multiple of the interval.
   */
  private static String lastSnapshot(PowerCutCluster cluster) {
    long blocks =
        LongStream.iterate(1, height -> height + 1)
            .takeWhile(height -> cluster.decided(height).findAny().isPresent())
            .count();
    return String.format(Locale.ROOT, "snapshot-%019d.snap", blocks - blocks % INTERVAL);
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

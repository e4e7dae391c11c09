package org.medchain.node.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.data.RequestId;
import org.medchain.node.storage.FaultyVolume;

/**
 * NODE-5: the power of all four nodes is cut at once, at any operation of any disk, unforced bytes
 * dropped or torn; a request that f + 1 of them had answered is in the ledger of each when they are
 * back.
 */
class NodePowerFailureTest {
  private final PowerCutChain chain = new PowerCutChain();

  @Test
  void repliedRequestsAreDurable() throws Exception {
    for (int seed = 0; seed < 25; seed++) {
      cutAndComeBack(seed);
    }
  }

  @Test
  @Tag("exhaustive")
  void repliedRequestsAreDurableAfterManyMoreCuts() throws Exception {
    for (int seed = 100; seed < 2_100; seed++) {
      cutAndComeBack(seed);
    }
  }

  private void cutAndComeBack(int seed) throws Exception {
    Random random = new Random(seed);
    List<FaultyVolume> volumes = PowerCutCluster.disks();
    int cutAt = 80 + random.nextInt(900); // the four starts take 56 operations
    PowerCutCluster cluster = new PowerCutCluster(chain, volumes, cutAt);
    cluster.submitAll();
    cluster.await("the cut, or the end", () -> cluster.isCut() || cluster.allAnswered());
    Set<RequestId> answered = cluster.answered();
    cluster.stop();
    List<FaultyVolume> left = new ArrayList<>();
    for (FaultyVolume each : volumes) {
      left.add(each.afterPowerCut(random));
    }
    PowerCutCluster again = new PowerCutCluster(chain, left, Integer.MAX_VALUE);
    again.await(
        "seed " + seed + ": all " + answered.size() + " answered requests at every node",
        () -> again.executedByAll(answered));
    again.submitAll();
    again.await("the rest", again::allAnswered);
    again.stop();
  }
}

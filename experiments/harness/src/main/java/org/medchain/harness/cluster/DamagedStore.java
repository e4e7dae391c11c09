package org.medchain.harness.cluster;

import java.io.IOException;
import org.medchain.harness.plan.FaultEvent;

/** The node is killed, and finds its store damaged when it starts again. */
record DamagedStore(ClusterNodes nodes, StoreDamage damage) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      nodes.kill(node);
      damage.damage(fault, nodes.data(node));
    }
  }

  @Override
  public void heal(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      nodes.start(node);
    }
  }
}

package org.medchain.harness.cluster;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.medchain.harness.plan.FaultEvent;

/**
 * The nodes named lose their power at the same instant, as those of one site do. What was not
 * forced is gone then: no node that stays has it.
 */
record PowerLoss(ClusterNodes nodes, InjectedNodeFaults injected) implements ClusterFault {
  /** So long a node writes with a disk that will lose what is not forced. */
  private static final long UNFORCED_MS = 300;

  @Override
  public void begin(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      injected.begin(fault, node, nodes.folder(node));
    }
    TimeUnit.MILLISECONDS.sleep(UNFORCED_MS);
    nodes.killAtOnce(fault.nodes());
  }

  @Override
  public void heal(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      injected.heal(fault, node, nodes.folder(node));
      nodes.start(node);
    }
  }
}

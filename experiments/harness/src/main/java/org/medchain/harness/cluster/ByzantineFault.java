package org.medchain.harness.cluster;

import java.io.IOException;
import org.medchain.harness.plan.FaultEvent;

/**
 * An adversary takes the replica's place while a process starts, so it begins and ends with one.
 */
record ByzantineFault(ClusterNodes nodes, InjectedNodeFaults injected) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      nodes.kill(node);
      injected.begin(fault, node, nodes.folder(node));
      nodes.start(node);
    }
  }

  @Override
  public void heal(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      injected.heal(fault, node, nodes.folder(node));
      nodes.kill(node);
      nodes.start(node);
    }
  }
}

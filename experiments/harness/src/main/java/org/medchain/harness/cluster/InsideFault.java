package org.medchain.harness.cluster;

import java.io.IOException;
import org.medchain.harness.plan.FaultEvent;

/** Inside the processes, which continue with it. */
record InsideFault(ClusterNodes nodes, InjectedNodeFaults injected) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      injected.begin(fault, node, nodes.folder(node));
    }
  }

  @Override
  public void heal(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      injected.heal(fault, node, nodes.folder(node));
    }
  }
}

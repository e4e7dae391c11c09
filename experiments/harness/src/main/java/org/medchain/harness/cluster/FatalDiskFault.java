package org.medchain.harness.cluster;

import java.io.IOException;
import org.medchain.harness.plan.FaultEvent;

/** A disk that fails ends its node, which is started again when the disk is whole. */
record FatalDiskFault(ClusterNodes nodes, InjectedNodeFaults injected) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      nodes.expectEnd(node);
      injected.begin(fault, node, nodes.folder(node));
    }
  }

  @Override
  public void heal(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      injected.heal(fault, node, nodes.folder(node));
      nodes.start(node);
    }
  }
}

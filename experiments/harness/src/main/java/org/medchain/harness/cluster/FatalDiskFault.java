package org.medchain.harness.cluster;

import java.io.IOException;
import org.medchain.harness.plan.FaultEvent;

/**
 * A disk that fails ends its node, also one that another fault's heal starts meanwhile; it is
 * started again when the disk is whole.
 */
record FatalDiskFault(ClusterNodes nodes, InjectedNodeFaults injected) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      nodes.beganCause(node);
      injected.begin(fault, node, nodes.folder(node));
    }
  }

  @Override
  public void heal(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      injected.heal(fault, node, nodes.folder(node));
      nodes.endedCause(node);
      nodes.start(node);
    }
  }
}

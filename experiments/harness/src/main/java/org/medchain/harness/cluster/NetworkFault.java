package org.medchain.harness.cluster;

import org.medchain.harness.plan.FaultEvent;

/** Between the nodes: the proxies ask which faults are in force. */
record NetworkFault(ProxiedNetwork network) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) {
    network.begin(fault);
  }

  @Override
  public void heal(FaultEvent fault) {
    network.heal(fault);
  }
}

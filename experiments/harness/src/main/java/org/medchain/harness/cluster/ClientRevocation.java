package org.medchain.harness.cluster;

import org.medchain.harness.plan.FaultEvent;

/** The second client's key is revoked, and at the heal it has another one certified. */
record ClientRevocation(CenterOperator operator) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) {
    operator.revokeClient();
  }

  @Override
  public void heal(FaultEvent fault) {
    operator.renewClient();
  }
}

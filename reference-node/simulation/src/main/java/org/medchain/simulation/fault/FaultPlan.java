package org.medchain.simulation.fault;

import java.util.List;
import org.medchain.data.Argument;

/**
 * All faults of a run.
 *
 * @param faults in any order; several may concern one node
 */
public record FaultPlan(List<Fault> faults) {
  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(List.of());

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** Checks that every fault names nodes that exist. */
  public void requireNodes(int nodes) {
    for (Fault fault : faults) {
      for (int node : fault.named()) {
        Argument.refuseIf(
            node < 0 || node >= nodes, "a fault names node %s of 0 to %s", node, (nodes - 1));
      }
    }
  }
}

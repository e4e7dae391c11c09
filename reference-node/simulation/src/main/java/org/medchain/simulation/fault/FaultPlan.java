package org.medchain.simulation.fault;

import java.util.List;

/**
 * All faults of a run.
 *
 * @param faults in any order; several may concern one node
 */
public record FaultPlan(List<Fault> faults) {
  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(List.of());

  /** Copies the list. */
  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** Checks that every fault names nodes that exist. */
  public void requireNodes(int nodes) {
    for (Fault fault : faults) {
      for (int node : fault.named()) {
        if (node < 0 || node >= nodes) {
          throw new IllegalArgumentException(
              "a fault names node " + node + " of 0 to " + (nodes - 1));
        }
      }
    }
  }
}

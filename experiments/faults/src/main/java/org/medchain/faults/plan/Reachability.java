package org.medchain.faults.plan;

import java.util.List;

/** Which nodes reach each other during a partition; both hosts ask here (FAULT-3). */
public final class Reachability {
  private Reachability() {}

  /**
   * Whether a fault cuts the link between two nodes.
   *
   * @param sinceNs time since the fault began
   */
  public static boolean isCut(FaultEvent fault, int nodes, int one, int other, long sinceNs) {
    List<Integer> named = fault.nodes();
    return switch (fault.kind()) {
      case PARTITION_HALVES -> named.contains(one) != named.contains(other);
      case PARTITION_SINGLE -> named.contains(one) || named.contains(other);
      case PARTITION_RING -> !areNeighbours(one, other, nodes);
      case PARTITION_BRIDGE -> isCutByBridge(named.getFirst(), nodes, one, other);
      case PARTITION_FLAPPING ->
          (named.contains(one) || named.contains(other)) && isDown(fault, sinceNs);
      default -> false;
    };
  }

  private static boolean areNeighbours(int one, int other, int nodes) {
    int apart = Math.floorMod(one - other, nodes);
    return apart == 1 || apart == nodes - 1;
  }

  private static boolean isCutByBridge(int bridge, int nodes, int one, int other) {
    if (one == bridge || other == bridge) {
      return false;
    }
    return side(bridge, nodes, one) != side(bridge, nodes, other);
  }

  /** The nodes after the bridge, on the ring of their numbers, in two equal parts. */
  private static int side(int bridge, int nodes, int node) {
    return Math.floorMod(node - bridge, nodes) <= (nodes - 1) / 2 ? 0 : 1;
  }

  /** Cut first, then whole, each for half of the period. */
  private static boolean isDown(FaultEvent fault, long sinceNs) {
    long periodNs = Math.round(fault.amount().orElseThrow() * 1e6);
    return sinceNs % periodNs < periodNs / 2;
  }
}

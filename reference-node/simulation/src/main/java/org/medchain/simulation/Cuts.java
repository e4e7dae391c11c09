package org.medchain.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which nodes cannot hear each other when: partitions and eclipses (SIM-25). */
final class Cuts {
  private static final int NOBODY = -1;

  private final List<Cut> cuts = new ArrayList<>();

  /**
   * One fault as sides: nodes of two sides do not hear each other; {@link #NOBODY} hears all.
   *
   * @param sides of each node
   */
  private record Cut(Fault fault, List<Integer> sides) {
    boolean between(int from, int to, long atNs) {
      int left = sides.get(from);
      int right = sides.get(to);
      return left != right && left != NOBODY && right != NOBODY && fault.inForce(atNs);
    }
  }

  Cuts(FaultPlan plan, int nodes) {
    for (Fault fault : plan.faults()) {
      if (fault instanceof Fault.Partition partition) {
        cuts.add(new Cut(partition, sides(partition, nodes)));
      } else if (fault instanceof Fault.Eclipse eclipse) {
        cuts.add(new Cut(eclipse, sides(eclipse, nodes)));
      }
    }
  }

  private static List<Integer> sides(Fault.Partition partition, int nodes) {
    List<Integer> sides = new ArrayList<>(Collections.nCopies(nodes, NOBODY));
    for (int side = 0; side < partition.groups().size(); side++) {
      for (int node : partition.groups().get(side)) {
        sides.set(node, side);
      }
    }
    return sides;
  }

  private static List<Integer> sides(Fault.Eclipse eclipse, int nodes) {
    List<Integer> sides = new ArrayList<>(Collections.nCopies(nodes, 0));
    eclipse.peers().forEach(peer -> sides.set(peer, NOBODY));
    sides.set(eclipse.node(), 1);
    return sides;
  }

  /** Whether what leaves one node for another at this time is lost. */
  boolean between(int from, int to, long atNs) {
    for (Cut cut : cuts) {
      if (cut.between(from, to, atNs)) {
        return true;
      }
    }
    return false;
  }
}

package org.medchain.simulation.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which nodes cannot exchange messages, and when: partitions and eclipses (SIM-25). */
public final class Partitions {
  private static final int UNAFFECTED = -1;

  private final LinkCut[] linkCuts;

  /**
   * One fault as sides: nodes of two sides cannot exchange messages; {@link #UNAFFECTED} reaches
   * all.
   *
   * @param sides of each node
   */
  private record LinkCut(Fault fault, List<Integer> sides) {
    boolean separates(int from, int to, long atNs) {
      int left = sides.get(from);
      int right = sides.get(to);
      return left != right && left != UNAFFECTED && right != UNAFFECTED && fault.inForce(atNs);
    }
  }

  public Partitions(FaultPlan plan, int nodes) {
    List<LinkCut> cuts = new ArrayList<>();
    for (Fault fault : plan.faults()) {
      if (fault instanceof Fault.Partition partition) {
        cuts.add(new LinkCut(partition, sides(partition, nodes)));
      } else if (fault instanceof Fault.Eclipse eclipse) {
        cuts.add(new LinkCut(eclipse, sides(eclipse, nodes)));
      }
    }
    linkCuts = cuts.toArray(LinkCut[]::new);
  }

  private static List<Integer> sides(Fault.Partition partition, int nodes) {
    List<Integer> sides = new ArrayList<>(Collections.nCopies(nodes, UNAFFECTED));
    for (int side = 0; side < partition.groups().size(); side++) {
      for (int node : partition.groups().get(side)) {
        sides.set(node, side);
      }
    }
    return sides;
  }

  private static List<Integer> sides(Fault.Eclipse eclipse, int nodes) {
    List<Integer> sides = new ArrayList<>(Collections.nCopies(nodes, 0));
    eclipse.peers().forEach(peer -> sides.set(peer, UNAFFECTED));
    sides.set(eclipse.node(), 1);
    return sides;
  }

  /** When they end; those that never end are not among them. */
  SortedSet<Long> endsNs() {
    SortedSet<Long> ends = new TreeSet<>();
    for (LinkCut cut : linkCuts) {
      ends.add(cut.fault().untilNs());
    }
    ends.remove(Fault.ALWAYS_NS);
    return ends;
  }

  /** Whether a message from one node to another at this time is lost. */
  public boolean isCut(int from, int to, long atNs) {
    for (LinkCut cut : linkCuts) {
      if (cut.separates(from, to, atNs)) {
        return true;
      }
    }
    return false;
  }
}

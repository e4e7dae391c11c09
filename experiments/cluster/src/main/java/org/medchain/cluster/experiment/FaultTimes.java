package org.medchain.cluster.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.medchain.comparison.config.PlannedFault;

/**
 * When which node is killed and started again, in the order of time (EXP-17).
 *
 * @param neverStarted nodes that are down from the beginning on
 * @param changes what happens later
 */
record FaultTimes(List<Integer> neverStarted, List<Change> changes) {
  /**
   * A node's process ends or begins.
   *
   * @param atS seconds after the load began
   * @param node which
   * @param up whether it begins
   */
  record Change(double atS, int node, boolean up) {}

  /** Crashes and restarts as times; anything else has been refused before. */
  static FaultTimes of(List<PlannedFault> faults) {
    TreeSet<Integer> never = new TreeSet<>();
    List<Change> changes = new ArrayList<>();
    for (PlannedFault each : faults) {
      for (int node : each.named().get("nodes")) {
        if (each.fromS() == 0) {
          never.add(node);
        } else {
          changes.add(new Change(each.fromS(), node, false));
        }
        if (Double.isFinite(each.untilS())) {
          changes.add(new Change(each.untilS(), node, true));
        }
      }
    }
    changes.sort(Comparator.comparingDouble(Change::atS));
    return new FaultTimes(List.copyOf(never), List.copyOf(changes));
  }

  /** What plays them. */
  Clock clock() {
    return new Clock(changes);
  }

  /** Knows how far it is. */
  static final class Clock {
    private final List<Change> changes;
    private int next;

    private Clock(List<Change> changes) {
      this.changes = changes;
    }

    /** Does what is due. */
    void playUntil(double nowS, Nodes nodes) throws IOException, InterruptedException {
      while (next < changes.size() && changes.get(next).atS() <= nowS) {
        Change change = changes.get(next++);
        if (change.up()) {
          nodes.startAgain(change.node());
        } else {
          nodes.kill(change.node());
        }
      }
    }
  }
}

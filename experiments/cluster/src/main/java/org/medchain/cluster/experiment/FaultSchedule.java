package org.medchain.cluster.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import org.medchain.simulation.fault.Fault.PlannedFault;

/**
 * When which node is killed and started again, in the order of time (EXP-17).
 *
 * @param initiallyDown nodes that are down from the beginning on
 * @param changes what happens later
 */
record FaultSchedule(List<Integer> initiallyDown, List<ProcessChange> changes) {
  /**
   * A node's process ends or begins.
   *
   * @param atS seconds after the load began
   * @param node which
   * @param up whether it begins
   */
  record ProcessChange(double atS, int node, boolean up) {}

  /** Crashes and restarts as times; anything else has been refused before. */
  static FaultSchedule of(List<PlannedFault> faults) {
    TreeSet<Integer> never = new TreeSet<>();
    List<ProcessChange> changes = new ArrayList<>();
    for (PlannedFault each : faults) {
      for (int node : each.namedNodes().get("nodes")) {
        if (each.fromS() == 0) {
          never.add(node);
        } else {
          changes.add(new ProcessChange(each.fromS(), node, false));
        }
        if (Double.isFinite(each.untilS())) {
          changes.add(new ProcessChange(each.untilS(), node, true));
        }
      }
    }
    changes.sort(Comparator.comparingDouble(ProcessChange::atS));
    return new FaultSchedule(List.copyOf(never), List.copyOf(changes));
  }

  /** Executes those changes that are due, and takes them out of the queue. */
  static void applyDue(Queue<ProcessChange> left, double nowS, TrialNodes nodes)
      throws IOException, InterruptedException {
    while (!left.isEmpty() && left.element().atS() <= nowS) {
      ProcessChange change = left.remove();
      if (change.up()) {
        nodes.restart(change.node());
      } else {
        nodes.kill(change.node());
      }
    }
  }
}

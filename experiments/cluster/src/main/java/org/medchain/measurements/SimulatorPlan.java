package org.medchain.measurements;

import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.config.ProtocolKind;

/**
 * What the benchmark measures (SIM-41).
 *
 * @param protocols each with every number of nodes
 * @param nodes numbers of nodes
 * @param rounds in which all trials are measured in turn
 * @param messages that a trial delivers, about, where a thousand heights are not fewer
 * @param sweepS CPU seconds that a longer trial of the sweep over heights may take; 0 for no sweep
 */
record SimulatorPlan(
    List<ProtocolKind> protocols, List<Integer> nodes, int rounds, long messages, double sweepS) {
  /** Longer trials show nothing more, except for the sweep over heights. */
  static final int MAX_HEIGHTS = 1000;

  SimulatorPlan {
    protocols = List.copyOf(protocols);
    nodes = List.copyOf(nodes);
  }

  /** The trials with about this number of messages each. */
  List<BenchedTrial> trials(long messagesEach) {
    List<BenchedTrial> trials = new ArrayList<>();
    for (int count : nodes) {
      for (ProtocolKind protocol : protocols) {
        trials.add(BenchedTrial.bounded(protocol, count, messagesEach, MAX_HEIGHTS));
      }
    }
    return trials;
  }
}

package org.medchain.experiments.bench;

import java.util.ArrayList;
import java.util.Collections;
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
public record SimulatorPlan(
    List<ProtocolKind> protocols, List<Integer> nodes, int rounds, long messages, double sweepS) {
  /** Longer trials show nothing more, but for the sweep over heights. */
  static final int MAX_HEIGHTS = 1000;

  public SimulatorPlan {
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

  /**
   * Trials of one length, then with the fewest nodes longer ones.
   *
   * @param heights of the first
   * @param longest how many times that the longest has: 1, 10, 100 and so on
   */
  List<BenchedTrial> memoryTrials(int heights, int longest) {
    List<BenchedTrial> trials = new ArrayList<>();
    for (ProtocolKind protocol : protocols) {
      nodes.forEach(count -> trials.add(new BenchedTrial(protocol, count, heights)));
      for (int times = 10; times <= longest; times *= 10) {
        trials.add(new BenchedTrial(protocol, Collections.min(nodes), times * heights));
      }
    }
    return trials;
  }
}

package org.medchain.experiments.execution;

import org.medchain.comparison.TrialCell;

/** How long a trial may take in comparison with the others: for the time left, not for results. */
public final class TrialEffort {
  private TrialEffort() {}

  /**
   * In no unit: the preparation and the requests, which every trial has, and the messages, of which
   * PBFT's nodes send each other n² a block and proof of work's n a block.
   */
  public static double of(TrialCell trial) {
    double nodes = trial.nodes();
    return 150 + (trial.protocol().hasQuorums() ? nodes * nodes : 8 * nodes);
  }
}

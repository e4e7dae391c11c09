package org.medchain.experiments.results;

import org.medchain.comparison.TrialCell;

/**
 * A point of the grid: what all repeats of a trial share.
 *
 * @param protocol {@code pbft} or {@code pow}
 * @param nodes number of consensus nodes
 * @param fault kind of fault
 * @param faultRate nominal share of faulty nodes, 0 to 1
 */
public record Cell(String protocol, int nodes, String fault, double faultRate) {
  static Cell of(TrialCell trial) {
    return new Cell(trial.protocol().key(), trial.nodes(), trial.fault().key(), trial.faultRate());
  }
}

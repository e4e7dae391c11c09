package org.medchain.simulation.model;

import org.medchain.data.Argument;

/**
 * The exception for one direction between two nodes, where not all links are alike.
 *
 * @param from index of the sending node
 * @param to index of the receiving node
 * @param latency one-way delay of a message
 * @param loss probability that a message is lost, 0 to 1
 */
public record LinkOverride(int from, int to, DelayDistribution latency, double loss) {
  public LinkOverride {
    Argument.refuseIf(!(loss >= 0 && loss <= 1), "a link's loss is a probability, not %s", loss);
  }
}

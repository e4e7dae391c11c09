package org.medchain.simulation.model;

import java.util.Collections;
import java.util.List;
import org.medchain.data.Argument;

/**
 * The nodes' power to search (SIM-13). A protocol without searches needs none.
 *
 * @param hashesPerSecond of each node, in their order; 0 or more
 */
public record MiningModel(List<Double> hashesPerSecond) {
  /** No node can search. */
  public static final MiningModel NONE = new MiningModel(List.of());

  /** Checks the ranges and copies the list. */
  public MiningModel {
    hashesPerSecond = List.copyOf(hashesPerSecond);
    for (double rate : hashesPerSecond) {
      Argument.refuseIf(
          !(rate >= 0 && rate < Double.POSITIVE_INFINITY),
          "a hash rate is 0 or more, not %s",
          rate);
    }
  }

  /** All nodes alike, with {@code total} hashes per second together. */
  public static MiningModel equal(int nodes, double total) {
    return new MiningModel(Collections.nCopies(nodes, total / nodes));
  }

  /** The hash rate of a node; 0 where there is no value. */
  public double rate(int node) {
    return node < hashesPerSecond.size() ? hashesPerSecond.get(node) : 0;
  }
}

package org.medchain.simulation.fault;

import org.medchain.consensus.Replica;

/**
 * Replaces correct replicas before a run: Byzantine nodes are replicas that wrap, or replace, a
 * correct one (SIM-27).
 */
@FunctionalInterface
public interface ByzantineAssignment {
  /** All nodes are correct. */
  ByzantineAssignment NONE = (node, correct) -> correct;

  /**
   * The replica that the node runs; called once for each life of the node.
   *
   * @param node its index, from 0
   * @param correct a fresh replica of the protocol; itself for a correct node
   */
  Replica replicaFor(int node, Replica correct);
}

package org.medchain.faults.cluster;

import java.io.IOException;
import org.medchain.faults.plan.FaultEvent;

/**
 * How one fault of a plan begins at a cluster, and how it is healed.
 *
 * @param begin at all nodes that it names
 * @param heal at all of them
 */
record ClusterFault(Step begin, Step heal) {
  /** For where nothing is to do. */
  static final NodeStep NOTHING = node -> {};

  /** What is done to the cluster. */
  @FunctionalInterface
  interface Step {
    /** Does it. */
    void run() throws IOException, InterruptedException;
  }

  /** What is done to one node. */
  @FunctionalInterface
  interface NodeStep {
    /** Does it. */
    void at(int node) throws IOException, InterruptedException;
  }

  /** One node after the other. */
  static Step each(FaultEvent fault, NodeStep step) {
    return () -> {
      for (int node : fault.nodes()) {
        step.at(node);
      }
    };
  }

  /** Both one node after the other. */
  static ClusterFault each(FaultEvent fault, NodeStep begin, NodeStep heal) {
    return new ClusterFault(each(fault, begin), each(fault, heal));
  }
}

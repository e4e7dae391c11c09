package org.medchain.harness.cluster;

import java.io.IOException;
import org.medchain.harness.plan.FaultEvent;

/** How a kind of fault begins at a cluster, and how it is healed. */
interface ClusterFault {
  /** It begins at all nodes that it names. */
  void begin(FaultEvent fault) throws IOException, InterruptedException;

  /** It is healed at all of them. */
  void heal(FaultEvent fault) throws IOException, InterruptedException;

  /** What is done to one node. */
  @FunctionalInterface
  interface NodeAction {
    /** For where nothing is to do. */
    NodeAction NOTHING = node -> {};

    /** Does it. */
    void at(int node) throws IOException, InterruptedException;
  }

  /** One node after the other. */
  static ClusterFault each(NodeAction begin, NodeAction heal) {
    return new ClusterFault() {
      @Override
      public void begin(FaultEvent fault) throws IOException, InterruptedException {
        for (int node : fault.nodes()) {
          begin.at(node);
        }
      }

      @Override
      public void heal(FaultEvent fault) throws IOException, InterruptedException {
        for (int node : fault.nodes()) {
          heal.at(node);
        }
      }
    };
  }
}

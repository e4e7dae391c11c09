package org.medchain.agents;

/** Who executes the blocks. */
public sealed interface LedgerHost {
  /** One state machine, fed directly: for long runs. */
  record DirectHost() implements LedgerHost {}

  /**
   * PBFT replicas under the seeded simulation.
   *
   * @param nodes 4 or more
   */
  record PbftHost(int nodes) implements LedgerHost {
    /** Checks that a Byzantine node could be tolerated. */
    public PbftHost {
      if (nodes < 4) {
        throw new IllegalArgumentException("PBFT needs 4 nodes or more, not " + nodes);
      }
    }
  }
}

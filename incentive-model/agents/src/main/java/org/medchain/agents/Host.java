package org.medchain.agents;

/** Who executes the blocks. */
public sealed interface Host {
  /** One state machine, fed directly: for long runs. */
  record Contract() implements Host {}

  /**
   * PBFT replicas under the seeded simulation.
   *
   * @param nodes 4 or more
   */
  record Pbft(int nodes) implements Host {
    /** Checks that a Byzantine node could be tolerated. */
    public Pbft {
      if (nodes < 4) {
        throw new IllegalArgumentException("PBFT needs 4 nodes or more, not " + nodes);
      }
    }
  }
}

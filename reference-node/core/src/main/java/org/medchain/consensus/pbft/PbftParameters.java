package org.medchain.consensus.pbft;

import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;

/**
 * What the replicas of one PBFT chain agree on, and their timing.
 *
 * @param chain genesis, window W and the like
 * @param batch when the primary closes a block
 * @param viewTimeoutNs how long the oldest request may wait before its replica asks for another
 *     primary, in nanoseconds; doubled with each view change that brings nothing
 * @param retransmitNs after how long without news a replica says what it lacks, in nanoseconds
 * @param poolCapacity how many requests wait at most
 */
public record PbftParameters(
    ChainParameters chain,
    BatchLimits batch,
    long viewTimeoutNs,
    long retransmitNs,
    int poolCapacity) {
  /** Checks the ranges. */
  public PbftParameters {
    if (viewTimeoutNs < 1 || retransmitNs < 1 || poolCapacity < 1) {
      throw new IllegalArgumentException("timeouts and the pool's capacity are 1 or more");
    }
  }
}

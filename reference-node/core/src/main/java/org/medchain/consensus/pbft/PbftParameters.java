package org.medchain.consensus.pbft;

import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.data.Difficulty;

/**
 * What the replicas of one PBFT chain agree on, and their timing.
 *
 * @param chain genesis, window W and the like
 * @param batch when the primary closes a block
 * @param viewTimeoutNs how long the oldest request may wait before its replica asks for another
 *     primary, in nanoseconds; doubled with each view change without progress
 * @param retransmitNs after how long without progress a replica sends its STATUS, in nanoseconds
 * @param poolCapacity the largest number of waiting requests
 * @param checkpointInterval K: every K heights the replicas certify their state; 1 or more
 * @param clientAuthentication whether requests are signed or come with message authentication
 *     codes, all or some
 */
public record PbftParameters(
    ChainParameters chain,
    BatchLimits batch,
    long viewTimeoutNs,
    long retransmitNs,
    int poolCapacity,
    long checkpointInterval,
    ClientAuthentication clientAuthentication) {
  /** Checks the ranges. */
  public PbftParameters {
    if (viewTimeoutNs < 1 || retransmitNs < 1 || poolCapacity < 1 || checkpointInterval < 1) {
      throw new IllegalArgumentException(
          "timeouts, the pool's capacity and the checkpoint interval are 1 or more");
    }
    if (!chain.difficulty().equals(Difficulty.NONE) && chain.window() != 1) {
      throw new IllegalArgumentException("sealed blocks need a window of 1, not " + chain.window());
    }
  }

  /** With signed requests. */
  public PbftParameters(
      ChainParameters chain,
      BatchLimits batch,
      long viewTimeoutNs,
      long retransmitNs,
      int poolCapacity,
      long checkpointInterval) {
    this(
        chain,
        batch,
        viewTimeoutNs,
        retransmitNs,
        poolCapacity,
        checkpointInterval,
        ClientAuthentication.SIGNATURE);
  }
}

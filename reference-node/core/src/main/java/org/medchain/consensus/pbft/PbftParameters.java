package org.medchain.consensus.pbft;

import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.ViewTimeouts;
import org.medchain.data.Argument;
import org.medchain.data.Difficulty;

/**
 * The parameters that the replicas of one PBFT chain agree on, and their timing.
 *
 * @param chain genesis, window W and the like
 * @param batch when the primary closes a block
 * @param timeouts how long requests may wait before a replica asks for another primary
 * @param retransmitNs after how long without progress a replica sends its STATUS, in nanoseconds
 * @param poolCapacity the largest number of waiting requests
 * @param checkpointInterval K: every K heights the replicas certify their state; 1 or more
 * @param clientAuthentication whether requests are signed or come with message authentication
 *     codes, all or some
 */
public record PbftParameters(
    ChainParameters chain,
    BatchLimits batch,
    ViewTimeouts timeouts,
    long retransmitNs,
    int poolCapacity,
    long checkpointInterval,
    ClientAuthentication clientAuthentication) {
  public PbftParameters {
    Argument.refuseIf(
        retransmitNs < 1 || poolCapacity < 1 || checkpointInterval < 1,
        "the pause, the pool's capacity and the checkpoint interval are 1 or more");
    Argument.refuseIf(
        !chain.difficulty().equals(Difficulty.NONE) && chain.window() != 1,
        "sealed blocks need a window of 1, not %s",
        chain.window());
  }

  /** With a first view timeout that grows to the usual multiple, and signed requests. */
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
        ViewTimeouts.of(viewTimeoutNs),
        retransmitNs,
        poolCapacity,
        checkpointInterval,
        ClientAuthentication.SIGNATURE);
  }

  /** The first view timeout, in nanoseconds. */
  public long viewTimeoutNs() {
    return timeouts.firstNs();
  }
}

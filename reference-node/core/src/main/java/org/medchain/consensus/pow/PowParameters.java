package org.medchain.consensus.pow;

import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Difficulty;

/**
 * What a proof-of-work node is set to. All nodes of a chain must agree on everything but the pool's
 * capacity and the two delays: a block that one refuses would split them.
 *
 * @param chain genesis, window, difficulty, clock tolerance
 * @param confirmations k: a transaction is reported when k blocks, its own included, stand on the
 *     best chain from it on; 1 or more
 * @param batch limits of every block; its delay is the least time between two templates on one head
 * @param poolCapacity how many requests may wait at most
 * @param retransmitNs how often, in nanoseconds, a node announces its head to one other node and
 *     asks again for blocks that it misses
 */
public record PowParameters(
    ChainParameters chain,
    int confirmations,
    BatchLimits batch,
    int poolCapacity,
    long retransmitNs) {
  /** Checks the ranges. */
  public PowParameters {
    if (confirmations < 1 || poolCapacity < 1 || retransmitNs < 1) {
      throw new IllegalArgumentException(
          "confirmations, pool capacity and retransmission delay are 1 or more");
    }
    if (chain.difficulty().equals(Difficulty.NONE)) {
      throw new IllegalArgumentException("proof of work needs a difficulty");
    }
  }

  /**
   * Headers that prove a transaction and its receipt: k of them for the confirmations, and W + 1
   * because the receipts' root stands in the header W above the block (POW-21).
   */
  static int provingHeaders(ChainParameters chain, int confirmations) {
    return Math.max(confirmations, chain.window() + 1);
  }
}

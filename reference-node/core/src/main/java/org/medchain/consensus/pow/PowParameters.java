package org.medchain.consensus.pow;

import java.util.Optional;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Argument;
import org.medchain.data.Difficulty;

/**
 * The parameters of a proof-of-work node. All nodes of a chain must agree on everything but the
 * pool's capacity and the two delays: a block that one refuses would split them.
 *
 * @param chain genesis, window, difficulty, clock tolerance
 * @param confirmations k: a transaction is reported when the best chain has k blocks from its block
 *     on, itself included; 1 or more
 * @param batch limits of every block; its delay is the least time between two templates on one head
 * @param poolCapacity the largest number of waiting requests
 * @param retransmitNs how often, in nanoseconds, a node announces its head to one other node and
 *     requests missing blocks again
 * @param difficultyRule how the difficulty follows the hash power
 * @param branchDepth a branch is discarded when it is behind the head by the work of more than this
 *     number of blocks, 1 or more (POW-35), and the host can undo as many (POW-37); not the chain's
 *     but a node's own choice
 * @param neighbours the links between nodes (POW-38); empty where all are linked
 */
public record PowParameters(
    ChainParameters chain,
    int confirmations,
    BatchLimits batch,
    int poolCapacity,
    long retransmitNs,
    DifficultyRule difficultyRule,
    int branchDepth,
    Optional<NeighbourGraph> neighbours) {
  /** The default distance at which a branch behind the head is discarded. */
  public static final int BRANCH_DEPTH = 1000;

  public PowParameters {
    Argument.refuseIf(
        confirmations < 1 || poolCapacity < 1 || retransmitNs < 1 || branchDepth < 1,
        "confirmations, pool capacity, retransmission delay and branch depth are 1 or more");
    Argument.refuseIf(
        chain.difficulty().equals(Difficulty.NONE), "proof of work needs a difficulty");
    Argument.refuseIf(
        !difficultyRule.allows(chain, chain.difficulty()),
        "the first difficulty is easier than any may be");
  }

  /**
   * Headers that prove a transaction and its receipt: k of them for the confirmations, and W + 1
   * because the receipts' root is in the header W above the block (POW-21).
   */
  int provingHeaders() {
    return Math.max(confirmations, chain.window() + 1);
  }
}

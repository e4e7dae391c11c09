package org.medchain.experiments.report;

import org.medchain.consensus.QuorumSizes;

/**
 * From how many crashed nodes on PBFT has no quorum (CONS-5): Q of the n nodes have to answer, and
 * the crashed ones do not.
 *
 * @param nodes n
 */
record QuorumLoss(int nodes) {
  /** The greatest number of crashed nodes beside which a quorum is live: n − Q. */
  int mostCrashed() {
    return nodes - new QuorumSizes(nodes).size();
  }

  /** Whether a quorum is live beside this number of crashed nodes. */
  boolean isLive(long crashed) {
    return crashed <= mostCrashed();
  }

  /** The edge on an axis of shares of crashed nodes: halfway between live and not. */
  double edge() {
    return (mostCrashed() + 0.5) / nodes;
  }
}

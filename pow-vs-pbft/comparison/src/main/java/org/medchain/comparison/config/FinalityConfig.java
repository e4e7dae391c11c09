package org.medchain.comparison.config;

import java.util.List;

/**
 * What "final" has to withstand (key {@code finality}): an attacker with that share of the nodes,
 * or of the hash power, turns over a final block with probability epsilon at most. The same for all
 * protocols and all actual faults (CMP-4); each list is an axis of the grid, and a file may write a
 * single value without brackets.
 *
 * @param attackerShare from 0 to 1 each; none for what PBFT's quorum is sized for, f / n
 * @param epsilon more than 0 and less than 1 each
 */
public record FinalityConfig(List<Double> attackerShare, List<Double> epsilon) {
  /** Checks the ranges and copies the lists. */
  public FinalityConfig {
    attackerShare = attackerShare.stream().map(share -> share + 0.0).toList();
    epsilon = List.copyOf(epsilon);
  }

  /** Against f of n, with 0.1 % (Nakamoto 2008, §11). */
  public static FinalityConfig defaults() {
    return new FinalityConfig(List.of(), List.of(0.001));
  }

  /** The attackers' shares for this number of nodes. */
  public List<Double> attackerShares(int nodes) {
    return attackerShare.isEmpty() ? List.of(pbftBound(nodes)) : attackerShare;
  }

  /** f / n: the share of the nodes that PBFT withstands. */
  public static double pbftBound(int nodes) {
    int faulty = (nodes - 1) / 3;
    return (double) faulty / nodes;
  }
}

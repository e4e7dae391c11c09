package org.medchain.consensus;

import org.medchain.data.Argument;

/**
 * The sizes that matter among n replicas of which at most f are Byzantine (CONS-5; Castro and
 * Liskov 1999 for n = 3f + 1, generalised to any n ≥ 4).
 *
 * <p>Any two quorums share at least 2Q − n ≥ f + 1 replicas, hence an honest one; and the n − f
 * replicas that are honest at worst are still a quorum.
 *
 * @param nodes n, the number of replicas
 */
public record QuorumSizes(int nodes) {
  /** The least number of replicas that tolerates a Byzantine one. */
  public static final int MIN_NODES = 4;

  /** The largest number of members of a chain, hence of votes in a certificate (PBFT-32). */
  public static final int MAX_NODES = 1_000;

  /** Checks the number; one replica is its own quorum, as the center is in a recovery (PBFT-42). */
  public QuorumSizes {
    Argument.refuseIf(
        nodes < MIN_NODES && nodes != 1, "PBFT needs 4 replicas or more, not %s", nodes);
  }

  /** f = ⌊(n − 1) / 3⌋, the number of Byzantine replicas tolerated. */
  public int faulty() {
    return (nodes - 1) / 3;
  }

  /** Q = ⌈(n + f + 1) / 2⌉, for prepared, committed, checkpoint and new-view. */
  public int size() {
    return (nodes + faulty() + 2) / 2;
  }

  /** f + 1: at least one of them is honest. Joins a view change, accepts a reply. */
  public int weak() {
    return faulty() + 1;
  }
}

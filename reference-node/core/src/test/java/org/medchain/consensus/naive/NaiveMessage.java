package org.medchain.consensus.naive;

import java.util.Set;

/**
 * The messages between the replicas of Castro and Liskov (1999). A request is a number from 1 on
 * and its own digest; the named sender has signed.
 */
sealed interface NaiveMessage {
  /** The request that does nothing (§4.4). */
  int NULL_REQUEST = 0;

  /** REQUEST (§4.1), from its client or passed on by a backup. */
  record Request(int number) implements NaiveMessage {}

  /** PRE-PREPARE (§4.2), of the view's primary. */
  record PrePrepare(long view, int sequence, int request) implements NaiveMessage {}

  /** PREPARE (§4.2). */
  record Prepare(PrePrepare proposal, int replica) implements NaiveMessage {}

  /** COMMIT (§4.2). */
  record Commit(PrePrepare proposal, int replica) implements NaiveMessage {}

  /** P_m (§4.4): a pre-prepare and enough matching prepares of different backups. */
  record Proof(PrePrepare proposal, Set<Prepare> prepares) {}

  /** VIEW-CHANGE (§4.4); the stable checkpoint that it starts from is always the beginning. */
  record ViewChange(long view, Set<Proof> prepared, int replica) implements NaiveMessage {}

  /** NEW-VIEW (§4.4), of the view's primary: V, and O as a set of pre-prepares. */
  record NewView(long view, Set<ViewChange> changes, Set<PrePrepare> proposals)
      implements NaiveMessage {}
}

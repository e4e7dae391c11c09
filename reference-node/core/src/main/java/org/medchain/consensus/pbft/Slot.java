package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;

/** The current view's state at one height: the proposal, and this replica's progress with it. */
final class Slot {
  final Block proposal;

  /** How many of its requests, from the first on, are known to be authentic (PBFT-25). */
  int authenticatedRequests;

  private boolean reportedInvalid;

  /** The primary's signed PRE-PREPARE; null while the primary's own host signs. */
  SignedVote prePrepare;

  /** Whether this replica has voted for the proposal: PREPARE, or PRE-PREPARE as primary. */
  boolean prePrepared;

  /** Whether this replica is prepared for the proposal in the current view. */
  boolean prepared;

  Slot(Block proposal) {
    this.proposal = proposal;
  }

  Hash hash() {
    return proposal.hash();
  }

  /** Notes that the proposal was found invalid; true the first time. */
  boolean reportInvalid() {
    boolean first = !reportedInvalid;
    reportedInvalid = true;
    return first;
  }

  /** The proposal's first request that is not authenticated here yet (PBFT-25). */
  Optional<Transaction> firstUnauthenticated() {
    List<Transaction> requests = proposal.transactions();
    return authenticatedRequests == requests.size()
        ? Optional.empty()
        : Optional.of(requests.get(authenticatedRequests));
  }
}

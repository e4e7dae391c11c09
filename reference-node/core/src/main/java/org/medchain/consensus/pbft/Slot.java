package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;

/** The current view's state at one height: the proposal, and this replica's progress with it. */
final class Slot {
  private final Block proposal;
  private SignedVote prePrepare;
  private boolean accepted;
  private boolean prepared;
  private boolean reportedInvalid;
  private int authenticatedRequests;

  Slot(Block proposal) {
    this.proposal = proposal;
  }

  Block proposal() {
    return proposal;
  }

  Hash hash() {
    return proposal.hash();
  }

  /** The primary's signed PRE-PREPARE; not there yet while the primary's own host signs. */
  Optional<SignedVote> prePrepare() {
    return Optional.ofNullable(prePrepare);
  }

  void prePrepare(SignedVote vote) {
    prePrepare = vote;
  }

  /** Whether this replica has voted for the proposal: PREPARE, or PRE-PREPARE as primary. */
  boolean accepted() {
    return accepted;
  }

  void accept() {
    accepted = true;
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

  /** Notes that {@link #firstUnauthenticated} is authentic. */
  void markAuthenticated() {
    authenticatedRequests++;
  }

  /** Whether this replica is prepared for the proposal in the current view. */
  boolean prepared() {
    return prepared;
  }

  void prepare() {
    prepared = true;
  }
}

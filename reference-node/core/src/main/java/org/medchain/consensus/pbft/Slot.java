package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;

/** What the current view has at one height: the proposal, and how far this replica went with it. */
final class Slot {
  private final Block proposal;
  private SignedVote prePrepare;
  private boolean accepted;
  private boolean prepared;
  private boolean refused;
  private int believed;

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
  boolean refuse() {
    boolean first = !refused;
    refused = true;
    return first;
  }

  /** The proposal's first request that this replica has not believed yet (PBFT-25). */
  Optional<Transaction> firstDoubted() {
    List<Transaction> requests = proposal.transactions();
    return believed == requests.size() ? Optional.empty() : Optional.of(requests.get(believed));
  }

  /** Notes that {@link #firstDoubted} is its sender's. */
  void believe() {
    believed++;
  }

  /** Whether this replica is prepared for the proposal in the current view. */
  boolean prepared() {
    return prepared;
  }

  void prepare() {
    prepared = true;
  }
}

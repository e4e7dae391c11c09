package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;
import org.medchain.network.Screening;

/**
 * One node's side of a consensus protocol, as a deterministic state machine (CONS-1): the same
 * inputs in the same order always give the same outputs. Each input carries the time.
 */
public interface Replica {
  /**
   * Takes one step.
   *
   * @return the host's duties, in this order
   */
  List<Output> step(Input input);

  /**
   * Whether the message may still change anything here, if its signature holds. A host need not
   * check one that cannot, nor hand it over: it makes no difference.
   */
  default boolean stillNeeds(Message message) {
    return true;
  }

  /**
   * The replica's judgement on a message before any signature in it is checked (NET-7). Its state
   * does not change.
   *
   * @param sender the key that the envelope names, whose signature is not checked yet
   */
  default Screening screen(PublicKey sender, Message message) {
    return Screening.of(stillNeeds(message));
  }

  /** The view that it is in; 0 where there are none. */
  default long view() {
    return 0;
  }

  /** The number of requests that wait for execution here. */
  default int pendingRequests() {
    return 0;
  }

  /** Its knowledge of its earlier votes; without all of them it does not vote. */
  default VoteMemory voteMemory() {
    return VoteMemory.INTACT;
  }

  /** The proofs of all changes of members, for third parties; empty before one. */
  default Optional<? extends Message> membershipProof() {
    return Optional.empty();
  }
}

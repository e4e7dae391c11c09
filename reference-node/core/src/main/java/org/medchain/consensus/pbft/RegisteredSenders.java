package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * Whose requests a block may hold (CONS-14): of senders that are registered W heights below it, or
 * deeper. What a replica has executed beyond does not count, so all judge a block alike.
 */
final class RegisteredSenders {
  private final PbftState state;

  RegisteredSenders(PbftState state) {
    this.state = state;
  }

  /** Whether a block at this height may hold requests of this sender. */
  boolean mayOrder(PublicKey sender, long height) {
    long last = state.parameters.chain().lastRegistrationFor(height);
    return state.clients.registeredAt(sender).stream()
        .anyMatch(registeredAt -> registeredAt <= last);
  }

  /** The reason not to vote for the block, if one of its senders may not order. */
  Optional<String> fault(Block block) {
    return block.transactions().stream()
        .map(Transaction::request)
        .filter(request -> !mayOrder(request.sender(), block.height()))
        .findFirst()
        .map(request -> "the sender of " + request.brief() + " is not registered, or too recently");
  }
}

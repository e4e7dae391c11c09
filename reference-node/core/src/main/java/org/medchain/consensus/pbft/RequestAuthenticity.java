package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * Whether the requests of a block are authentic (PBFT-25; Castro and Liskov 1999, §5.3), and of
 * registered senders (CONS-14). A signature proves it; without one, a replica relies on its own
 * entry of the request's authenticator, or on f + 1 replicas that vote for the block, for then an
 * honest one has checked its entry.
 */
final class RequestAuthenticity {
  private final PbftState state;

  RequestAuthenticity(PbftState state) {
    this.state = state;
  }

  private boolean mayBeUnsigned(Transaction request) {
    return switch (state.parameters.clientAuthentication()) {
      case SIGNATURE -> false;
      case MAC -> true;
      case SESSION_MAC -> request.isOpaque();
    };
  }

  /** The reason to reject the request, if there is one. */
  Optional<String> fault(Transaction request) {
    return request.isSigned() || mayBeUnsigned(request)
        ? Optional.empty()
        : Optional.of("the request is not signed");
  }

  /**
   * The reason not to vote for the block, if it holds an unsigned request that is not
   * authenticated, or one whose sender may not order.
   */
  Optional<String> fault(Block block) {
    Optional<String> unsigned =
        block.transactions().stream().flatMap(each -> fault(each).stream()).findFirst();
    return unsigned.or(
        () ->
            block.transactions().stream()
                .map(Transaction::request)
                .filter(each -> !mayOrder(each.sender(), block.height()))
                .map(
                    each -> "the sender of " + each.brief() + " is not registered, or too recently")
                .findFirst());
  }

  /**
   * CONS-14: whether the sender is registered W heights below the block, or deeper. Heights that a
   * replica has executed beyond do not count, so all get the same result for a block.
   */
  boolean mayOrder(PublicKey sender, long height) {
    long last = state.parameters.chain().lastRegistrationFor(height);
    return state.clients.registeredAt(sender).stream().anyMatch(registered -> registered <= last);
  }

  /** Whether every request in it is authentic here, or enough others vote for the block. */
  boolean isAuthenticated(Slot slot) {
    Block block = slot.proposal;
    boolean demanded = state.newViewChain.demands(block);
    // The primary's vote is its PRE-PREPARE; a block demanded again had a quorum of votes.
    int votes = 1 + state.prepares.votesAt(state.view, block.height()).count(slot.hash());
    return demanded || votes >= state.quorum().weak() || isAuthenticatedHere(slot);
  }

  /** Whether this request was the last unauthenticated one of the slot's block. */
  boolean completesAuthentication(Slot slot, Transaction came) {
    return slot.firstUnauthenticated().filter(came::equals).isPresent()
        && isAuthenticatedHere(slot);
  }

  /**
   * Continues where it stopped, since an authentic request stays authentic: each request is checked
   * once, no matter how many arrive while the proposal waits for them.
   */
  private boolean isAuthenticatedHere(Slot slot) {
    while (slot.firstUnauthenticated().filter(this::isAuthenticatedHere).isPresent()) {
      slot.authenticatedRequests++;
    }
    return slot.firstUnauthenticated().isEmpty();
  }

  private boolean isAuthenticatedHere(Transaction request) {
    return request.isSigned()
        || state.pool.find(request.request()).filter(request::equals).isPresent();
  }
}

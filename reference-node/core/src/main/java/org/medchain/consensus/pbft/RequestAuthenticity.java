package org.medchain.consensus.pbft;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.Request;
import org.medchain.data.Block;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * Whether the requests of a block are their senders' (PBFT-25; Castro and Liskov 1999, §5.3). A
 * signature says so by itself; without one, a replica believes its own entry of the request's
 * authenticator, or f + 1 replicas that vote for the block, for then an honest one has believed its
 * entry.
 */
final class RequestAuthenticity {
  private final PbftState state;

  /** The envelopes of waiting requests that came with an authenticator, to be passed on. */
  private final Map<RequestId, Envelope> envelopes = new LinkedHashMap<>();

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

  /** Why the request cannot be taken, if it cannot. */
  Optional<String> fault(Transaction request) {
    return request.isSigned() || mayBeUnsigned(request)
        ? Optional.empty()
        : Optional.of("the request is not signed");
  }

  /** Why the block cannot be voted for, if an unsigned request stands in it. */
  Optional<String> fault(Block block) {
    return block.transactions().stream().map(this::fault).flatMap(Optional::stream).findFirst();
  }

  /** Keeps what the request's sender sent, for others who may have missed it. */
  void retainEnvelope(Transaction request, Envelope envelope) {
    if (envelope.code() == Envelope.MAC_CODE && state.pool.contains(request.request())) {
      envelopes.put(request.request(), envelope);
      // Only when some wait no more: to look at all for each request would cost more than all else.
      if (envelopes.size() > state.pool.size()) {
        envelopes.keySet().removeIf(each -> !state.pool.contains(each));
      }
    }
  }

  /** The request in the form in which another replica can check it. */
  Envelope envelope(Transaction request) {
    return request.isSigned()
        ? Request.envelope(request)
        : envelopes.getOrDefault(request.request(), Request.envelope(request));
  }

  /** Whether every request in it is believed here, or enough others vote for the block. */
  boolean isAuthenticated(Slot slot) {
    Block block = slot.proposal();
    boolean demanded =
        state
            .newViewChain
            .filter(chain -> chain.reproposesAt(block.height()))
            .map(chain -> chain.certificateAt(block.height()).block().equals(slot.hash()))
            .orElse(false);
    // The primary's vote is its PRE-PREPARE; a block demanded again had a quorum of votes.
    int votes = 1 + state.prepares.votesAt(state.view, block.height()).count(slot.hash());
    return demanded || votes >= state.quorum().weak() || isAuthenticatedHere(slot);
  }

  /** Whether the request that came was the last one of the slot's block to be believed. */
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
      slot.markAuthenticated();
    }
    return slot.firstUnauthenticated().isEmpty();
  }

  private boolean isAuthenticatedHere(Transaction request) {
    return request.isSigned()
        || state.pool.find(request.request()).filter(request::equals).isPresent();
  }
}

package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.RejectionReason;

/** Handles a client's request before it is ordered, and replies. */
final class RequestIntake {
  static final String UNREGISTERED = "the sender's key is not registered here";

  /** A proof that was lost is sent again though nobody orders and no checkpoint follows. */
  private static final int REPEATS_PER_PROOF = 128;

  private final PbftState state;

  /** How often each client repeated a request since the stable checkpoint at {@link #since}. */
  private final Map<PublicKey, Integer> repeats = new TreeMap<>();

  private long since;

  RequestIntake(PbftState state) {
    this.state = state;
  }

  /** PBFT-1: a request is executed once; asked again, the replica repeats its reply. */
  void onRequest(Transaction request) {
    boolean isExecuted = state.clients.isExecuted(request.request());
    if (isExecuted || state.pool.contains(request.request())) {
      sendMembershipProof(request.request().sender());
    }
    if (isExecuted) {
      reply(request.request());
      return;
    }
    Optional<String> fault =
        state
            .requestAuthenticity
            .fault(request)
            .or(() -> state.parameters.chain().form().fault(request));
    if (fault.isPresent()) {
      reject(request, RejectionReason.INVALID, fault.get());
    } else if (state.clients.registeredAt(request.request().sender()).isEmpty()) {
      // CONS-14. Others may have executed its registration already: then the client's next
      // transmission comes late enough.
      reject(request, RejectionReason.UNAUTHORISED, UNREGISTERED);
    } else if (RequestPool.sizeOf(request) > state.parameters.batch().bytes()) {
      reject(request, RejectionReason.MALFORMED, "the request is larger than a block may be");
    } else if (!state.pool.contains(request.request()) && !add(request)) {
      reject(request, RejectionReason.OVERLOADED, "too many requests wait; try again later");
    } else {
      state.earlyRequests.onWaiting(request.request());
      state.proposer.propose();
    }
  }

  private boolean add(Transaction request) {
    if (state.pool.add(request)) {
      return true;
    }
    state.discardOverdue();
    return state.pool.add(request);
  }

  /**
   * PBFT-1, CONS-8: remembers and answers the results of a block's requests, and takes in newly
   * registered senders.
   */
  void onExecuted(ExecutionResult execution) {
    execution.registered().forEach(key -> state.clients.register(key, execution.height()));
    for (Receipt receipt : execution.receipts()) {
      state.pool.remove(receipt.request());
      if (state.clients.find(receipt.request()).isEmpty()) {
        state.clients.put(execution.height(), receipt);
      }
      reply(receipt.request());
    }
    state.earlyRequests.onExecuted();
  }

  /**
   * PBFT-21: a client that retransmits may know only the members of an earlier epoch. It is told
   * once in a checkpoint interval: proofs are long, and a repetition is cheap.
   */
  private void sendMembershipProof(PublicKey client) {
    if (since != state.lowWaterMark) {
      since = state.lowWaterMark;
      repeats.clear();
    }
    List<EpochProof> proofs = state.checkpoints.epochProofs();
    if (!proofs.isEmpty() && repeats.merge(client, 1, Integer::sum) % REPEATS_PER_PROOF == 1) {
      state.outbox.add(new Output.Reply(client, new MembershipProof(proofs), List.of()));
    }
  }

  private void reject(Transaction request, RejectionReason kind, String reason) {
    state.outbox.add(new Output.Reject(request.request().sender(), kind, reason));
  }

  /** CONS-8: height and receipt are the same at all correct replicas: a client counts them. */
  private void reply(RequestId request) {
    state
        .clients
        .find(request)
        .map(each -> new OrderedReply(state.view, each.height(), each.receipt()))
        .map(each -> new Output.Reply(request.sender(), each, List.of()))
        .ifPresent(state.outbox::add);
  }
}

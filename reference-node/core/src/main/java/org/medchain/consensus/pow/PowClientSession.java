package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.OutstandingRequests;
import org.medchain.consensus.RejectionCounter;
import org.medchain.consensus.RequestRejection;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Membership;

/**
 * The client's side of proof of work (Nakamoto 2008, §8): accepts a result when one node proves
 * that the transaction is k blocks deep, without trust in any node (POW-22). It still trusts that
 * no attacker mines a private branch of k blocks (decision 0034).
 */
public final class PowClientSession implements ClientSession {
  private final PowParameters parameters;
  private final Membership members;
  private final Outbox outbox = new Outbox();
  private final OutstandingRequests open;
  private final RejectionCounter refusals;

  /**
   * A session with these nodes, which are set to these parameters.
   *
   * @param retransmitNs after how long an unanswered request is sent again, in nanoseconds; doubled
   *     each time, up to 16-fold
   */
  public PowClientSession(PowParameters parameters, Membership members, long retransmitNs) {
    this.parameters = parameters;
    this.members = members;
    this.open = new OutstandingRequests(retransmitNs, outbox);
    this.refusals = new RejectionCounter(open, outbox);
  }

  @Override
  public List<Output> step(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> open.submit(submitted.request());
      // Only what is on the chain has confirmations, so a read is ordered like anything else.
      case Input.ReadSubmitted submitted -> open.submit(submitted.request());
      case Input.RequestWithdrawn withdrawn -> open.withdraw(withdrawn.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected -> outbox.add(new Output.Reject(rejected));
      case Input.TimerFired fired -> open.onTimer(fired.timer());
      default -> {} // a client signs, searches, stores and executes nothing
    }
    return outbox.drain();
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    boolean isOfNode = members.contains(sender);
    if (isOfNode && verified.message() instanceof RequestRejection refusal) {
      refusals.add(sender, refusal, members.size() / 2 + 1);
    } else if (isOfNode && verified.message() instanceof ConfirmedReply reply) {
      // Where the request is final already: every node replies, one suffices.
      open.find(reply.receipt().request()).ifPresent(request -> onReply(sender, request, reply));
    } else {
      reject(sender, "not a reply of a node");
    }
  }

  private void onReply(PublicKey sender, Transaction request, ConfirmedReply reply) {
    Optional<String> fault = reply.fault(request, parameters);
    if (fault.isPresent()) {
      reject(sender, "confirmed-reply: " + fault.get());
    } else {
      Header block = reply.headers().headers().get(0);
      open.complete(block.height(), reply.receipt());
    }
  }

  private void reject(PublicKey sender, String reason) {
    outbox.add(new Output.Reject(sender, reason));
  }
}

package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters;
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
  private final ChainParameters chain;
  private final Membership members;
  private final DifficultyRule difficultyRule;
  private final int confirmations;
  private final Outbox outbox = new Outbox();
  private final OutstandingRequests open;
  private final RejectionCounter refusals;

  /** A session with these nodes, which are set to these parameters. */
  public PowClientSession(PowParameters parameters, Membership members, long retransmitNs) {
    this(
        parameters.chain(),
        members,
        parameters.difficultyRule(),
        parameters.confirmations(),
        retransmitNs);
  }

  /** A session on a chain with one difficulty for all blocks. */
  public PowClientSession(
      ChainParameters chain, Membership members, int confirmations, long retransmitNs) {
    this(chain, members, new DifficultyRule.Constant(), confirmations, retransmitNs);
  }

  /**
   * A session with these nodes.
   *
   * @param difficultyRule the chain's
   * @param confirmations k, 1 or more
   * @param retransmitNs after how long an unanswered request is sent again, in nanoseconds; doubled
   *     each time, up to 16-fold
   */
  public PowClientSession(
      ChainParameters chain,
      Membership members,
      DifficultyRule difficultyRule,
      int confirmations,
      long retransmitNs) {
    if (confirmations < 1) {
      throw new IllegalArgumentException("a final block has 1 confirmation or more");
    }
    this.chain = chain;
    this.members = members;
    this.difficultyRule = difficultyRule;
    this.confirmations = confirmations;
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
    if (verified.message() instanceof RequestRejection refusal
        && members.contains(verified.sender())) {
      refusals.add(verified.sender(), refusal, members.size() / 2 + 1);
      return;
    }
    if (!(verified.message() instanceof ConfirmedReply reply)
        || !members.contains(verified.sender())) {
      reject(verified.sender(), "not a reply of a node");
      return;
    }
    Optional<Transaction> request = open.find(reply.receipt().request());
    if (request.isEmpty()) {
      return; // final already: every node replies, one suffices
    }
    Optional<String> fault = reply.fault(request.get(), chain, difficultyRule, confirmations);
    if (fault.isPresent()) {
      reject(verified.sender(), "confirmed-reply: " + fault.get());
    } else {
      Header block = reply.headers().headers().get(0);
      open.complete(block.height(), reply.receipt());
    }
  }

  private void reject(PublicKey sender, String reason) {
    outbox.add(new Output.Reject(sender, reason));
  }
}

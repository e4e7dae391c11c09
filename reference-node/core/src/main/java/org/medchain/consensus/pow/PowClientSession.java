package org.medchain.consensus.pow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Membership;

/**
 * The client's side of proof of work (Nakamoto 2008, §8): accepts a result when one node shows that
 * the transaction is k blocks deep, and trusts no node for it (POW-22). What it still trusts is
 * that nobody mines k blocks aside (decision 0034).
 */
public final class PowClientSession implements ClientSession {
  private static final String RETRANSMIT = "request";
  private static final int MAX_DOUBLINGS = 4;

  /** A request that is not final yet. */
  private static final class Open {
    final Transaction request;
    final Timer timer;
    int doublings;

    Open(Transaction request, Timer timer) {
      this.request = request;
      this.timer = timer;
    }
  }

  private final ChainParameters chain;
  private final Membership members;
  private final int confirmations;
  private final long retransmitNs;
  private final Outbox outbox = new Outbox();

  /** Requests not final yet, of any number of senders: an agency's session serves many patients. */
  private final Map<RequestId, Open> open = new LinkedHashMap<>();

  private final Map<Timer, RequestId> timers = new LinkedHashMap<>();
  private long lastTimer;

  /**
   * A session with these nodes.
   *
   * @param confirmations k, 1 or more
   * @param retransmitNs after how long an unanswered request is sent again, in nanoseconds; doubled
   *     each time, up to 16-fold
   */
  public PowClientSession(
      ChainParameters chain, Membership members, int confirmations, long retransmitNs) {
    if (confirmations < 1 || retransmitNs < 1) {
      throw new IllegalArgumentException("confirmations and delay are 1 or more");
    }
    this.chain = chain;
    this.members = members;
    this.confirmations = confirmations;
    this.retransmitNs = retransmitNs;
  }

  @Override
  public List<Output> step(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> submit(submitted.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected -> reject(rejected.sender(), rejected.reason());
      case Input.TimerFired fired -> onTimer(fired.timer());
      default -> {} // a client signs, searches, stores and executes nothing
    }
    return outbox.drain();
  }

  private void submit(Transaction request) {
    if (open.containsKey(request.request())) {
      return;
    }
    Timer timer = new Timer(RETRANSMIT, ++lastTimer);
    Open entry = new Open(request, timer);
    open.put(request.request(), entry);
    timers.put(timer, request.request());
    send(entry);
  }

  /** POW-24: to all nodes, as the agency nearest to a client spreads its request (paper §4). */
  private void send(Open entry) {
    outbox.add(new Output.Broadcast(Request.envelope(entry.request), List.of()));
    outbox.add(new Output.StartTimer(entry.timer, retransmitNs << entry.doublings));
  }

  private void onTimer(Timer fired) {
    RequestId request = timers.get(fired);
    if (request != null) {
      Open entry = open.get(request);
      entry.doublings = Math.min(entry.doublings + 1, MAX_DOUBLINGS);
      send(entry);
    }
  }

  private void onMessage(Verified verified) {
    if (!(verified.message() instanceof ConfirmedReply reply)
        || !members.contains(verified.sender())) {
      reject(verified.sender(), "not a reply of a node");
      return;
    }
    Open entry = open.get(reply.receipt().request());
    if (entry == null) {
      return; // final already: every node replies, one suffices
    }
    Optional<String> fault = reply.fault(entry.request, chain, confirmations);
    if (fault.isPresent()) {
      reject(verified.sender(), "confirmed-reply: " + fault.get());
    } else {
      accept(entry, reply);
    }
  }

  /** Forgets the request, so that it is accepted once whatever comes later. */
  private void accept(Open entry, ConfirmedReply reply) {
    RequestId request = entry.request.request();
    Header block = reply.headers().headers().get(0);
    open.remove(request);
    timers.remove(entry.timer);
    outbox.add(new Output.StopTimer(entry.timer));
    outbox.add(new Output.Accepted(request, block.height(), reply.receipt()));
  }

  private void reject(PublicKey sender, String reason) {
    outbox.add(new Output.Reject(sender, reason));
  }
}

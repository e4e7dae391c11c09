package org.medchain.consensus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * The requests of a client session that are not final yet (CONS-8, CONS-11): sends each to all
 * nodes, as the agency nearest to a client spreads its request (paper §4), and again after ever
 * longer pauses.
 *
 * <p>One session serves any number of senders: an agency's serves many patients.
 */
public final class OutstandingRequests {
  private static final String RETRANSMIT = "request";

  /** The pause grows to 2^4 of its base. */
  private static final int MAX_DOUBLINGS = 4;

  private static final class OutstandingRequest {
    final Transaction request;
    final Timer timer;
    int doublings;

    OutstandingRequest(Transaction request, Timer timer) {
      this.request = request;
      this.timer = timer;
    }
  }

  private final long retransmitNs;
  private final Outbox outbox;
  private final Map<RequestId, OutstandingRequest> outstanding = new LinkedHashMap<>();
  private final Map<Timer, OutstandingRequest> byTimer = new LinkedHashMap<>();
  private long lastTimer;

  /**
   * No requests yet.
   *
   * @param retransmitNs after how long an unanswered request is sent again, in nanoseconds, 1 or
   *     more; doubled each time, up to 16-fold
   * @param outbox of the session
   */
  public OutstandingRequests(long retransmitNs, Outbox outbox) {
    Argument.refuseIf(retransmitNs < 1, "the pause before sending again is 1 ns or more");
    this.retransmitNs = retransmitNs;
    this.outbox = outbox;
  }

  /**
   * CONS-11: sends a request for the first time; nothing happens if one of that name is open
   * already.
   */
  public void submit(Transaction request) {
    if (!outstanding.containsKey(request.request())) {
      OutstandingRequest entry =
          new OutstandingRequest(request, new Timer(RETRANSMIT, ++lastTimer));
      outstanding.put(request.request(), entry);
      byTimer.put(entry.timer, entry);
      send(entry);
    }
  }

  /** Sends the timer's request again, if it is still open. */
  public void onTimer(Timer fired) {
    OutstandingRequest entry = byTimer.get(fired);
    if (entry != null) {
      entry.doublings = Math.min(entry.doublings + 1, MAX_DOUBLINGS);
      send(entry);
    }
  }

  private void send(OutstandingRequest entry) {
    outbox.add(new Output.Broadcast(Request.envelope(entry.request), List.of()));
    outbox.add(new Output.StartTimer(entry.timer, retransmitNs << entry.doublings));
  }

  /** The open request of this name. */
  public Optional<Transaction> find(RequestId request) {
    return Optional.ofNullable(outstanding.get(request)).map(entry -> entry.request);
  }

  /** The name of the open transaction with this id. */
  public Optional<RequestId> named(Hash id) {
    return outstanding.values().stream()
        .filter(entry -> entry.request.id().equals(id))
        .map(entry -> entry.request.request())
        .findFirst();
  }

  /** CONS-8: the user gave it up: it is not sent again. Nodes that have it may still order it. */
  public void withdraw(RequestId request) {
    OutstandingRequest entry = outstanding.remove(request);
    if (entry != null) {
      byTimer.remove(entry.timer);
      outbox.add(new Output.StopTimer(entry.timer));
    }
  }

  /** The open request of this receipt is final: reports it once, and removes it. */
  public void complete(long height, Receipt receipt) {
    OutstandingRequest entry = outstanding.remove(receipt.request());
    byTimer.remove(entry.timer);
    outbox.add(new Output.StopTimer(entry.timer));
    outbox.add(new Output.Accepted(receipt.request(), height, receipt));
  }
}

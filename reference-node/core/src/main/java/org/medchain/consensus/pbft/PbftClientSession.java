package org.medchain.consensus.pbft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Membership;

/**
 * The client's side of PBFT (Castro and Liskov 1999, §4.1): a result counts when f + 1 replicas say
 * it, for then an honest one does (CONS-8). A request goes to all replicas at once, as the paper's
 * aggregation agency spreads it to all (§4), so that backups watch the primary from the start.
 */
public final class PbftClientSession implements ClientSession {
  private static final String RETRANSMIT = "request";
  private static final int MAX_DOUBLINGS = 4;

  private record Answer(long height, Receipt receipt) {}

  private static final class Open {
    final Transaction request;
    final Timer timer;
    final Map<PublicKey, Answer> answers = new TreeMap<>();
    int doublings;

    Open(Transaction request, Timer timer) {
      this.request = request;
      this.timer = timer;
    }

    long count(Answer answer) {
      return answers.values().stream().filter(answer::equals).count();
    }
  }

  private final Membership members;
  private final long retransmitNs;
  private final Quorum quorum;
  private final Outbox outbox = new Outbox();
  private final Map<RequestId, Open> open = new LinkedHashMap<>();
  private final Map<Timer, RequestId> timers = new LinkedHashMap<>();
  private long lastTimer;

  /**
   * A session with these replicas.
   *
   * @param retransmitNs after how long an unanswered request is sent again, in nanoseconds; doubled
   *     each time, up to 16-fold
   */
  public PbftClientSession(Membership members, long retransmitNs) {
    this.members = members;
    this.retransmitNs = retransmitNs;
    this.quorum = new Quorum(members.size());
  }

  @Override
  public List<Output> step(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> submit(submitted.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected ->
          outbox.add(new Output.Reject(rejected.sender(), rejected.reason()));
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
    if (!(verified.message() instanceof OrderedReply reply)
        || !members.contains(verified.sender())) {
      outbox.add(new Output.Reject(verified.sender(), "not a reply of a replica"));
      return;
    }
    Open entry = open.get(reply.receipt().request());
    if (entry == null) {
      return; // final already: replies beyond f + 1 are normal
    }
    // A replica's first answer counts: a Byzantine one cannot vote for every result.
    Answer answer = new Answer(reply.height(), reply.receipt());
    entry.answers.putIfAbsent(verified.sender(), answer);
    if (entry.count(answer) >= quorum.weak()) {
      RequestId request = reply.receipt().request();
      open.remove(request);
      timers.remove(entry.timer);
      outbox.add(new Output.StopTimer(entry.timer));
      outbox.add(new Output.Accepted(request, reply.height(), reply.receipt()));
    }
  }
}

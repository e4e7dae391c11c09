package org.medchain.node.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;

/** The calls of this process without a reply yet (CONN-14). */
final class PendingCalls {
  private static final int REASON_CHARACTERS = 300;

  private record PendingCall(CompletableFuture<Bytes> response, long sentNs) {
    /** What was sent is no refusal, and may still be carried out. */
    void unanswered(String reason) {
      response.completeExceptionally(new IOException(reason));
    }
  }

  private final int perPeer;
  private final Map<EstablishedLink, Map<Long, PendingCall>> callsByLink = new HashMap<>();
  private long lastNumber;

  PendingCalls(int perPeer) {
    this.perPeer = perPeer;
  }

  /** Sends a question over a link. Any thread. */
  CompletableFuture<Bytes> ask(EstablishedLink link, RpcMethod topic, Bytes question) {
    CompletableFuture<Bytes> answer = new CompletableFuture<>();
    try {
      long number = register(link, answer);
      if (!link.send(new Frame.RequestFrame(number, topic.code(), question))) {
        remove(link, number);
        throw new RefusedException(
            "a question to " + link.peer().key().brief() + " finds no room in its queue");
      }
    } catch (RefusedException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private synchronized long register(EstablishedLink link, CompletableFuture<Bytes> answer)
      throws RefusedException {
    if (link.isClosedForCalls) {
      // A later entry would stay: nothing ends the link again.
      throw new RefusedException(endReason(link));
    }
    Map<Long, PendingCall> waiting = callsByLink.computeIfAbsent(link, l -> new LinkedHashMap<>());
    if (waiting.size() >= perPeer) {
      throw new RefusedException("too many calls to " + link.peer().key().brief() + " are pending");
    }
    lastNumber++;
    waiting.put(lastNumber, new PendingCall(answer, System.nanoTime()));
    return lastNumber;
  }

  private synchronized PendingCall remove(EstablishedLink link, long number) {
    Map<Long, PendingCall> waiting = callsByLink.get(link);
    return waiting == null ? null : waiting.remove(number);
  }

  /** A reply came; one to no question is ignored, since it may be late. */
  void responseReceived(EstablishedLink link, Frame.ResponseFrame answer) {
    PendingCall waiting = remove(link, answer.callId());
    if (waiting == null) {
      return;
    }
    if (answer.succeeded()) {
      waiting.response().complete(answer.body());
    } else {
      waiting.response().completeExceptionally(new RefusedException(reason(answer.body())));
    }
  }

  /** Text of another process may reach a log, so it is one short line. */
  private static String reason(Bytes body) {
    String text = new String(body.toArray(), StandardCharsets.UTF_8);
    String brief = text.substring(0, Math.min(text.length(), REASON_CHARACTERS));
    return brief.replaceAll("\\p{Cntrl}", " ");
  }

  /** Times out the calls over this link from before {@code ns}. */
  void expire(EstablishedLink link, long ns) {
    String reason = "no reply from " + link.peer().key().brief() + " in time";
    callsBefore(link, ns).forEach(each -> each.unanswered(reason));
  }

  private synchronized List<PendingCall> callsBefore(EstablishedLink link, long ns) {
    List<PendingCall> expired = new ArrayList<>();
    Map<Long, PendingCall> waiting = callsByLink.getOrDefault(link, Map.of());
    waiting.values().removeIf(each -> each.sentNs() - ns < 0 && expired.add(each));
    return expired;
  }

  private static String endReason(EstablishedLink link) {
    return "the connection to " + link.peer().key().brief() + " ended";
  }

  /** Links with calls, now or earlier. */
  synchronized int links() {
    return callsByLink.size();
  }

  /** The link is closed, and with it all pending calls over it. */
  void linkClosed(EstablishedLink link) {
    Map<Long, PendingCall> waiting;
    synchronized (this) {
      link.isClosedForCalls = true;
      waiting = callsByLink.remove(link);
    }
    if (waiting != null) {
      String reason = endReason(link);
      waiting.values().forEach(each -> each.unanswered(reason));
    }
  }
}

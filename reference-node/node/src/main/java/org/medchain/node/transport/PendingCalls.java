package org.medchain.node.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.medchain.data.Bytes;

/** The calls of this process over one link that have no reply yet (CONN-14). */
final class PendingCalls {
  private static final int REASON_CHARACTERS = 300;

  private record PendingCall(CompletableFuture<Bytes> response, long sentNs) {
    /** Ends a call without a reply. This is not a refusal: the call may still be carried out. */
    void unanswered(String reason) {
      response.completeExceptionally(new IOException(reason));
    }
  }

  private final Connection link;
  private final int max;
  private final Map<Long, PendingCall> waiting = new LinkedHashMap<>();
  private long lastNumber;
  private boolean closed;

  PendingCalls(Connection link, int max) {
    this.link = link;
    this.max = max;
  }

  /** Sends a question. Any thread. */
  CompletableFuture<Bytes> ask(RpcMethod topic, Bytes question) {
    CompletableFuture<Bytes> answer = new CompletableFuture<>();
    try {
      long number = register(answer);
      if (!link.send(new Frame.RequestFrame(number, topic.code(), question))) {
        remove(number);
        throw new RefusedException("a question to " + peer() + " finds no room in its queue");
      }
    } catch (RefusedException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private synchronized long register(CompletableFuture<Bytes> answer) throws RefusedException {
    if (closed) {
      throw new RefusedException(endReason()); // nothing would end the call
    }
    if (waiting.size() >= max) {
      throw new RefusedException("too many calls to " + peer() + " are pending");
    }
    lastNumber++;
    waiting.put(lastNumber, new PendingCall(answer, System.nanoTime()));
    return lastNumber;
  }

  private synchronized PendingCall remove(long number) {
    return waiting.remove(number);
  }

  /** A reply came; one to no question is ignored, since it may be late. */
  void responseReceived(Frame.ResponseFrame answer) {
    PendingCall call = remove(answer.callId());
    if (call == null) {
      return;
    }
    if (answer.succeeded()) {
      call.response().complete(answer.body());
    } else {
      call.response().completeExceptionally(new RefusedException(reason(answer.body())));
    }
  }

  /** Text of another process may reach a log, so it is one short line. */
  private static String reason(Bytes body) {
    String text = new String(body.toArray(), StandardCharsets.UTF_8);
    String brief = text.substring(0, Math.min(text.length(), REASON_CHARACTERS));
    return brief.replaceAll("\\p{Cntrl}", " ");
  }

  /** Times out the calls from before {@code ns}. */
  void expire(long ns) {
    take(each -> each.sentNs() - ns < 0)
        .forEach(each -> each.unanswered("no reply from " + peer() + " in time"));
  }

  private synchronized List<PendingCall> take(Predicate<PendingCall> which) {
    List<PendingCall> taken = new ArrayList<>();
    waiting.values().removeIf(each -> which.test(each) && taken.add(each));
    return taken;
  }

  private String peer() {
    return link.peer().key().brief();
  }

  private String endReason() {
    return "the connection to " + peer() + " ended";
  }

  synchronized int size() {
    return waiting.size();
  }

  /** The link has ended, and with it all calls over it. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    take(each -> true).forEach(each -> each.unanswered(endReason()));
  }
}

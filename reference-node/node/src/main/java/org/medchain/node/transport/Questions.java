package org.medchain.node.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;

/** The questions that this process asked and that have no answer yet (CONN-14). */
final class Questions {
  private static final int REASON_CHARACTERS = 300;

  private record Waiting(CompletableFuture<Bytes> answer, long askedNs) {}

  private final int perPeer;
  private final Map<OpenLink, Map<Long, Waiting>> byLink = new HashMap<>();
  private long lastNumber;

  Questions(int perPeer) {
    this.perPeer = perPeer;
  }

  /** Sends a question over a link. Any thread. */
  CompletableFuture<Bytes> ask(OpenLink link, Topic topic, Bytes question) {
    CompletableFuture<Bytes> answer = new CompletableFuture<>();
    long number = note(link, answer);
    if (number == 0) {
      return refused("too many questions to " + link.peer().key().brief() + " are under way");
    }
    if (!link.send(new Frame.Ask(number, topic.code(), question))) {
      forget(link, number);
      return refused("a question to " + link.peer().key().brief() + " finds no room in its queue");
    }
    return answer;
  }

  private synchronized long note(OpenLink link, CompletableFuture<Bytes> answer) {
    Map<Long, Waiting> waiting = byLink.computeIfAbsent(link, l -> new LinkedHashMap<>());
    if (waiting.size() >= perPeer) {
      return 0;
    }
    lastNumber++;
    waiting.put(lastNumber, new Waiting(answer, System.nanoTime()));
    return lastNumber;
  }

  private synchronized Waiting forget(OpenLink link, long number) {
    Map<Long, Waiting> waiting = byLink.get(link);
    return waiting == null ? null : waiting.remove(number);
  }

  static CompletableFuture<Bytes> refused(String reason) {
    return CompletableFuture.failedFuture(new Refused(reason));
  }

  /** An answer came; one to no question is ignored, since it may be late. */
  void answered(OpenLink link, Frame.Answer answer) {
    Waiting waiting = forget(link, answer.number());
    if (waiting == null) {
      return;
    }
    if (answer.answered()) {
      waiting.answer().complete(answer.body());
    } else {
      waiting.answer().completeExceptionally(new Refused(reason(answer.body())));
    }
  }

  /** What another process says may reach a log, so it is one short line. */
  private static String reason(Bytes body) {
    String text = new String(body.toArray(), StandardCharsets.UTF_8);
    String brief = text.substring(0, Math.min(text.length(), REASON_CHARACTERS));
    return brief.replaceAll("\\p{Cntrl}", " ");
  }

  /** Gives up what was asked over this link before {@code ns}. */
  void expire(OpenLink link, long ns) {
    String reason = "no answer from " + link.peer().key().brief() + " in time";
    for (Waiting each : askedBefore(link, ns)) {
      each.answer().completeExceptionally(new Refused(reason));
    }
  }

  private synchronized List<Waiting> askedBefore(OpenLink link, long ns) {
    List<Waiting> expired = new ArrayList<>();
    Map<Long, Waiting> waiting = byLink.getOrDefault(link, Map.of());
    // In the order of asking: the first that is not too old ends the search.
    for (Iterator<Waiting> each = waiting.values().iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (next.askedNs() - ns >= 0) {
        break;
      }
      expired.add(next);
      each.remove();
    }
    return expired;
  }

  /** The link is gone, and with it whatever was asked over it. */
  void ended(OpenLink link) {
    Map<Long, Waiting> waiting;
    synchronized (this) {
      waiting = byLink.remove(link);
    }
    if (waiting != null) {
      String reason = "the connection to " + link.peer().key().brief() + " ended";
      waiting.values().forEach(each -> each.answer().completeExceptionally(new Refused(reason)));
    }
  }
}

package org.medchain.consensus.pbft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.OpenRequests;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.Timer;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/**
 * A client's requests that only read and wait for a quorum of equal answers (PBFT-22; Berger,
 * Reiser and Bessani 2021). Concurrent writes may keep answers apart for ever; then, after one
 * pause, the request is ordered, which always ends.
 */
final class OpenReads {
  private static final String READ = "read";

  private static final class Open {
    final Transaction request;
    final Timer timer;
    final Map<PublicKey, ReadReply> answers = new TreeMap<>();

    Open(Transaction request, Timer timer) {
      this.request = request;
      this.timer = timer;
    }

    /** How many of the members gave this result. */
    long count(Membership members, Receipt receipt) {
      return answers.entrySet().stream()
          .filter(each -> members.contains(each.getKey()))
          .filter(each -> each.getValue().receipt().equals(receipt))
          .count();
    }
  }

  private final long pauseNs;
  private final Outbox outbox;
  private final OpenRequests ordered;
  private final Map<RequestId, Open> open = new LinkedHashMap<>();
  private long lastTimer;

  OpenReads(long pauseNs, Outbox outbox, OpenRequests ordered) {
    this.pauseNs = pauseNs;
    this.outbox = outbox;
    this.ordered = ordered;
  }

  void submit(Transaction request) {
    RequestId name = request.request();
    if (open.containsKey(name) || ordered.find(name).isPresent()) {
      return;
    }
    Open entry = new Open(request, new Timer(READ, ++lastTimer));
    open.put(name, entry);
    outbox.add(new Output.Broadcast(ReadRequest.envelope(request), List.of()));
    outbox.add(new Output.StartTimer(entry.timer, pauseNs));
  }

  void onReply(Epoch epoch, PublicKey replica, ReadReply reply) {
    Open entry = open.get(reply.receipt().request());
    if (entry == null || reply.epoch() != epoch.number()) {
      return; // answered, or being ordered; or of members that are others today
    }
    Membership members = epoch.members();
    entry.answers.putIfAbsent(replica, reply);
    Receipt receipt = reply.receipt();
    if (entry.count(members, receipt) >= new Quorum(members.size()).size()) {
      long height =
          entry.answers.values().stream()
              .filter(each -> each.receipt().equals(receipt))
              .mapToLong(ReadReply::height)
              .min()
              .orElseThrow();
      open.remove(receipt.request());
      outbox.add(new Output.StopTimer(entry.timer));
      outbox.add(new Output.Accepted(receipt.request(), height, receipt));
    }
  }

  void onTimer(Timer fired) {
    open.values().stream()
        .filter(entry -> entry.timer.equals(fired))
        .findFirst()
        .ifPresent(
            entry -> {
              open.remove(entry.request.request());
              ordered.submit(entry.request);
            });
  }
}

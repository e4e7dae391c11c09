package org.medchain.consensus.pbft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.OutstandingRequests;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/**
 * A client's read-only requests that wait for a quorum of equal replies (PBFT-22; Berger, Reiser
 * and Bessani 2021). Concurrent writes may prevent equal replies forever; then, after one pause,
 * the request is ordered, which always ends.
 */
final class ReadOnlyRequests {
  private static final String READ = "read";

  private record OutstandingRead(
      Transaction request, Timer timer, Map<PublicKey, ReadReply> replies) {}

  private final long timeoutNs;
  private final Outbox outbox;
  private final OutstandingRequests ordered;
  private final Map<RequestId, OutstandingRead> outstanding = new LinkedHashMap<>();
  private long lastTimer;

  ReadOnlyRequests(long pauseNs, Outbox outbox, OutstandingRequests ordered) {
    this.timeoutNs = pauseNs;
    this.outbox = outbox;
    this.ordered = ordered;
  }

  void submit(Transaction request) {
    RequestId name = request.request();
    if (outstanding.containsKey(name) || ordered.find(name).isPresent()) {
      return;
    }
    Timer timer = new Timer(READ, ++lastTimer);
    OutstandingRead entry = new OutstandingRead(request, timer, new TreeMap<>());
    outstanding.put(name, entry);
    outbox.add(new Output.Broadcast(ReadRequest.envelope(request), List.of()));
    outbox.add(new Output.StartTimer(entry.timer, timeoutNs));
  }

  void onReply(Epoch epoch, PublicKey replica, ReadReply reply) {
    Receipt receipt = reply.receipt();
    OutstandingRead entry = outstanding.get(receipt.request());
    if (entry == null || reply.epoch() != epoch.number()) {
      return; // answered, or being ordered; or of members that are others today
    }
    Membership members = epoch.members();
    entry.replies.putIfAbsent(replica, reply);
    List<ReadReply> equal =
        PbftClientSession.agreeing(entry.replies, members, each -> each.receipt().equals(receipt));
    if (equal.size() >= new QuorumSizes(members.size()).size()) {
      long height = equal.stream().mapToLong(ReadReply::height).min().orElseThrow();
      outstanding.remove(receipt.request());
      outbox.add(new Output.StopTimer(entry.timer));
      outbox.add(new Output.Accepted(receipt.request(), height, receipt));
    }
  }

  void withdraw(RequestId request) {
    OutstandingRead entry = outstanding.remove(request);
    if (entry != null) {
      outbox.add(new Output.StopTimer(entry.timer));
    }
  }

  void onTimer(Timer fired) {
    outstanding.values().stream()
        .filter(entry -> entry.timer.equals(fired))
        .findFirst()
        .ifPresent(
            entry -> {
              outstanding.remove(entry.request.request());
              ordered.submit(entry.request);
            });
  }
}

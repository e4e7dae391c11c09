package org.medchain.node.month;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * A client's requests: sent to all members again and again until f + 1 of them give the same reply,
 * which is its acknowledgement.
 */
final class MonthSession {
  private static final int ENOUGH = 2;

  private final Month month;
  private final MonthEndpoint owner;
  private final Operations operations;
  private final Map<RequestId, OpenRequest> open = new LinkedHashMap<>();
  private long number;

  private record OpenRequest(
      Envelope envelope, CompletableFuture<Receipt> result, Map<PublicKey, OrderedReply> replies) {}

  MonthSession(Month month, MonthEndpoint owner, Operations operations) {
    this.month = month;
    this.owner = owner;
    this.operations = operations;
  }

  CompletableFuture<Receipt> submit(Operation operation) {
    number++;
    Transaction transaction = operations.sign(number, operation);
    CompletableFuture<Receipt> result = new CompletableFuture<>();
    open.put(
        transaction.request(),
        new OpenRequest(Request.envelope(transaction), result, new HashMap<>()));
    resend();
    return result;
  }

  /** Sends what is open to all members once more. */
  void resend() {
    for (OpenRequest each : List.copyOf(open.values())) {
      for (MonthNetwork.Link link : month.network().links(owner)) {
        if (link.peer().role().isNode()) {
          link.send(each.envelope());
        }
      }
    }
  }

  boolean isIdle() {
    return open.isEmpty();
  }

  /** It no longer waits for its request; this may still be executed. */
  void giveUp(Exception reason) {
    List<OpenRequest> left = List.copyOf(open.values());
    open.clear();
    left.forEach(each -> each.result().completeExceptionally(reason));
  }

  void replied(PublicKey node, OrderedReply reply) {
    RequestId id = reply.receipt().request();
    OpenRequest request = open.get(id);
    if (request == null) {
      return;
    }
    request.replies().put(node, reply);
    long equal =
        request.replies().values().stream()
            .filter(
                each -> each.height() == reply.height() && each.receipt().equals(reply.receipt()))
            .count();
    if (equal >= ENOUGH) {
      open.remove(id);
      month.invariants().acknowledged(id, reply.height());
      request.result().complete(reply.receipt());
    }
  }
}

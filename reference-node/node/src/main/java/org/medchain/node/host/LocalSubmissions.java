package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Request;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.node.agency.RequestForwarder;

/**
 * Requests that come by the shell of this process: handed to the replica and spread to the others,
 * answered by what executing them here gave. The caller trusts this node.
 */
final class LocalSubmissions implements HostObserver {
  private static final int MAX = 10_000;

  private final EventLoop loop;
  private final ReplicaHost host;
  private final RequestForwarder outlet;
  private final Map<RequestId, CompletableFuture<Receipt>> open = new HashMap<>();
  private Optional<RequestId> submitting = Optional.empty();

  LocalSubmissions(EventLoop loop, ReplicaHost host, RequestForwarder outlet) {
    this.loop = loop;
    this.host = host;
    this.outlet = outlet;
  }

  /** Completes with the receipt, or exceptionally with the reason why it is not taken. */
  CompletableFuture<Receipt> submit(Transaction transaction) {
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    loop.execute(() -> submitOnLoop(transaction, receipt));
    return receipt;
  }

  private void submitOnLoop(Transaction transaction, CompletableFuture<Receipt> receipt) {
    RequestId id = transaction.request();
    if (open.size() >= MAX) {
      receipt.completeExceptionally(new RejectedExecutionException("too many requests are open"));
      return;
    }
    if (open.putIfAbsent(id, receipt) != null) {
      receipt.completeExceptionally(new IllegalArgumentException("a request of this name is open"));
      return;
    }
    submitting = Optional.of(id);
    Envelope envelope = Request.envelope(transaction);
    host.receiveLocal(envelope);
    submitting = Optional.empty();
    if (open.containsKey(id)) {
      outlet.forward(envelope);
      host.endBatch();
    }
  }

  @Override
  public void rejected(PublicKey sender, String reason) {
    submitting
        .map(open::remove)
        .ifPresent(each -> each.completeExceptionally(new IllegalArgumentException(reason)));
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    if (!open.isEmpty()) {
      for (Receipt receipt : execution.receipts()) {
        CompletableFuture<Receipt> waiting = open.remove(receipt.request());
        if (waiting != null) {
          waiting.complete(receipt);
        }
      }
    }
  }
}

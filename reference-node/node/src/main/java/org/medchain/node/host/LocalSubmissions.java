package org.medchain.node.host;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.agency.RequestForwarder;
import org.medchain.node.ledger.LedgerView;

/**
 * Requests of this process, its shell's and its own: handed to the replica and spread to the
 * others, answered by what executing them here gave. The caller trusts this node.
 *
 * <p>A request that was executed before is answered by the replica's repeated reply (PBFT-1). One
 * that nothing answers is given up after a while (NODE-21): the replica says nothing of a request
 * so old that its receipt is forgotten, and nothing of requests that a fetched state executed.
 */
final class LocalSubmissions implements HostObserver {
  private static final int MAX = 10_000;

  /** Longer than the shell waits. */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  private final EventLoop loop;
  private final ReplicaHost host;
  private final RequestForwarder outlet;
  private final Duration lifetime;
  private final Operations own;
  private final LedgerView ledger;
  private final Map<RequestId, Submission> open = new HashMap<>();
  private Optional<RequestId> submitting = Optional.empty();
  private long lastOrder;

  /** A request without an answer, and when it is given up. */
  private record Submission(CompletableFuture<Receipt> receipt, ScheduledFuture<?> expiry) {}

  LocalSubmissions(
      EventLoop loop,
      ReplicaHost host,
      RequestForwarder outlet,
      Duration lifetime,
      Operations own,
      LedgerView ledger) {
    this.loop = loop;
    this.host = host;
    this.outlet = outlet;
    this.lifetime = lifetime;
    this.own = own;
    this.ledger = ledger;
  }

  /** Completes with the receipt, or exceptionally with the reason why it is not taken. */
  CompletableFuture<Receipt> submit(Transaction transaction) {
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    loop.execute(() -> submitOnLoop(transaction, receipt));
    return receipt;
  }

  /**
   * Orders something with this node's own key (FILE-12). Numbers follow the highest that its ledger
   * shows as executed: nothing needs to be remembered over a restart, since a duty that was not
   * executed is found again. For one thread.
   */
  CompletableFuture<Receipt> order(Operation operation) {
    PublicKey self = own.keys().publicKey();
    long executed =
        ledger
            .stateAt(ledger.height())
            .map(state -> RequestWindow.highestOf(state, self))
            .orElse(0L);
    lastOrder = Math.max(lastOrder, executed) + 1;
    return submit(own.sign(lastOrder, operation));
  }

  private void submitOnLoop(Transaction transaction, CompletableFuture<Receipt> receipt) {
    RequestId id = transaction.request();
    if (open.containsKey(id)) {
      receipt.completeExceptionally(new IllegalArgumentException("a request of this name is open"));
      return;
    }
    if (open.size() >= MAX) {
      receipt.completeExceptionally(new RejectedExecutionException("too many requests are open"));
      return;
    }
    open.put(
        id,
        new Submission(
            receipt, loop.schedule(() -> expire(id), lifetime.toNanos(), TimeUnit.NANOSECONDS)));
    submitting = Optional.of(id);
    Envelope envelope = Request.envelope(transaction);
    host.receiveLocal(envelope);
    submitting = Optional.empty();
    if (open.containsKey(id)) {
      outlet.forward(envelope);
      host.endBatch();
    }
  }

  /** Takes a request out, for its caller to complete it. */
  private Optional<CompletableFuture<Receipt>> close(RequestId id) {
    Submission closed = open.remove(id);
    if (closed == null) {
      return Optional.empty();
    }
    closed.expiry().cancel(false);
    return Optional.of(closed.receipt());
  }

  private void expire(RequestId id) {
    String reason = "not executed within " + lifetime.toSeconds() + " s; it may still be";
    close(id).ifPresent(each -> each.completeExceptionally(new TimeoutException(reason)));
  }

  private void answered(Receipt receipt) {
    close(receipt.request()).ifPresent(each -> each.complete(receipt));
  }

  @Override
  public void rejected(Output.Reject refused) {
    submitting
        .flatMap(this::close)
        .ifPresent(
            each -> each.completeExceptionally(new IllegalArgumentException(refused.reason())));
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    if (!open.isEmpty()) {
      for (Output output : outputs) {
        if (output instanceof Output.Reply reply) {
          receipt(reply.message()).ifPresent(this::answered);
        }
      }
    }
  }

  private static Optional<Receipt> receipt(Message reply) {
    return switch (reply) {
      case OrderedReply ordered -> Optional.of(ordered.receipt());
      case ConfirmedReply confirmed -> Optional.of(confirmed.receipt());
      default -> Optional.empty();
    };
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    if (!open.isEmpty()) {
      execution.receipts().forEach(this::answered);
    }
  }
}

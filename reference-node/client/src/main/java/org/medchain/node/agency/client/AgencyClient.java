package org.medchain.node.agency.client;

import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.SessionHost;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.RefusedException;

/**
 * A client of the ledger (paper §3.1, §4; ROLE-3): one session for any number of senders, whose
 * requests go to the nearest agency or to all nodes, and whose replies it counts itself: f + 1
 * replicas must have signed the same, over any path. A request is sent until its future is done: a
 * caller that no longer waits cancels it, or gives it a time-out (CONS-8).
 *
 * <p>Its calls may come from any thread.
 */
public final class AgencyClient implements LinkListener, AutoCloseable {
  private final EventLoop loop;
  private final SessionHost session;
  private final int max;

  /** Only on the loop's thread. */
  private final Map<RequestId, CompletableFuture<Output.Accepted>> open = new LinkedHashMap<>();

  /**
   * A client without requests.
   *
   * @param loop everything happens on its thread
   * @param session of the chain's protocol
   * @param authenticator checks what replicas say
   * @param network which way requests go; used only on the loop's thread
   * @param most requests that may be open at a time
   * @param rejected is told which node sent a message that is not taken, and why
   */
  public AgencyClient(
      EventLoop loop,
      ClientSession session,
      Authenticator authenticator,
      SessionHost.SessionNetwork network,
      int most,
      BiConsumer<PublicKey, String> rejected) {
    this.loop = loop;
    this.max = most;
    this.session =
        new SessionHost(
            loop,
            HostClock.system(),
            session,
            authenticator,
            network,
            this::accepted,
            this::refused,
            each -> rejected.accept(each.sender(), each.reason()));
  }

  /**
   * Has a request ordered.
   *
   * @return its result, when f + 1 replicas report it; ends with {@link RefusedException} if f + 1
   *     refuse it (CONS-13), and at once if too many are open, or one of this name is
   */
  public CompletableFuture<Output.Accepted> submit(Transaction request) {
    return begin(request, () -> session.submit(request));
  }

  /**
   * Has a request answered without being ordered, if that is possible; else it is ordered.
   *
   * @return as {@link #submit}
   */
  public CompletableFuture<Output.Accepted> read(Transaction request) {
    return begin(request, () -> session.read(request));
  }

  private CompletableFuture<Output.Accepted> begin(Transaction request, Runnable start) {
    CompletableFuture<Output.Accepted> future = new CompletableFuture<>();
    loop.execute(
        () -> {
          if (open.size() >= max) {
            future.completeExceptionally(new RefusedException(max + " requests are open already"));
          } else if (open.putIfAbsent(request.request(), future) != null) {
            future.completeExceptionally(
                new RefusedException("request " + request.request().brief() + " is open already"));
          } else {
            start.run();
            var unused = future.whenComplete((told, end) -> whenGivenUp(request.request(), end));
          }
        });
    return future;
  }

  /** By a refusal, a time-out, or the one who waited. */
  private void whenGivenUp(RequestId request, Throwable end) {
    if (end != null) {
      loop.execute(
          () -> {
            if (open.remove(request) != null) {
              session.withdraw(request);
            }
          });
    }
  }

  private void accepted(Output.Accepted told) {
    end(told.request(), future -> future.complete(told));
  }

  private void refused(Output.Refused told) {
    session.withdraw(told.request());
    end(
        told.request(),
        future -> future.completeExceptionally(new RefusedException(told.reason())));
  }

  private void end(RequestId request, Consumer<CompletableFuture<Output.Accepted>> how) {
    Optional.ofNullable(open.remove(request)).ifPresent(how);
  }

  @Override
  public void received(PeerLink link, Envelope envelope) {
    if (loop.inEventLoop()) {
      session.receive(envelope);
    } else {
      loop.execute(() -> session.receive(envelope));
    }
  }

  /** Ends all that is open. */
  @Override
  public void close() {
    loop.execute(
        () -> {
          session.close();
          List<CompletableFuture<Output.Accepted>> left = List.copyOf(open.values());
          open.clear();
          left.forEach(
              each -> each.completeExceptionally(new RefusedException("the client was closed")));
        });
  }
}

package org.medchain.node.agency.client;

import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.node.agency.ClientRequestRouter;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.SessionHost;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.RefusedException;

/**
 * The client of an agency (paper §3.1, §4; ROLE-3): one session for any number of senders, whose
 * requests go to the nearest agency, and whose replies it counts itself: f + 1 replicas must have
 * signed the same, over any path.
 *
 * <p>Its calls may come from any thread.
 */
public final class AgencyClient implements LinkListener, AutoCloseable {
  private final EventLoop loop;
  private final SessionHost session;
  private final int max;

  /** On the loop's thread alone. */
  private final Map<RequestId, CompletableFuture<Output.Accepted>> open = new LinkedHashMap<>();

  /**
   * A client without requests.
   *
   * @param loop everything happens on its thread
   * @param session of the chain's protocol
   * @param authenticator checks what replicas say
   * @param route which way requests go; used on the loop's thread alone
   * @param most requests that may be open at a time
   * @param refusals is told who does not take something, and why; the request stays open, since
   *     others may
   */
  public AgencyClient(
      EventLoop loop,
      ClientSession session,
      Authenticator authenticator,
      ClientRequestRouter route,
      int most,
      BiConsumer<PublicKey, String> refusals) {
    this.loop = loop;
    this.max = most;
    this.session =
        new SessionHost(
            loop,
            HostClock.system(),
            session,
            authenticator,
            network(route),
            this::accepted,
            each -> refusals.accept(each.sender(), each.reason()));
  }

  private static SessionHost.SessionNetwork network(ClientRequestRouter route) {
    return new SessionHost.SessionNetwork() {
      @Override
      public void broadcast(Envelope envelope) {
        route.broadcast(envelope);
      }

      @Override
      public void send(PublicKey to, Envelope envelope) {
        route.send(to, envelope);
      }
    };
  }

  /**
   * Has a request ordered.
   *
   * @return what became of it, when f + 1 replicas say so; ends with {@link RefusedException} at
   *     once if too many are open, or one of this name is
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
          }
        });
    return future;
  }

  private void accepted(Output.Accepted told) {
    CompletableFuture<Output.Accepted> future = open.remove(told.request());
    if (future != null) {
      future.complete(told);
    }
  }

  @Override
  public void received(PeerLink link, Frame.EnvelopeFrame frame) {
    if (loop.inEventLoop()) {
      session.receive(frame.envelope());
    } else {
      loop.execute(() -> session.receive(frame.envelope()));
    }
  }

  /** Ends all that is open. */
  @Override
  public void close() {
    loop.execute(
        () -> {
          session.close();
          open.values()
              .forEach(
                  each ->
                      each.completeExceptionally(new RefusedException("the client was closed")));
          open.clear();
        });
  }
}

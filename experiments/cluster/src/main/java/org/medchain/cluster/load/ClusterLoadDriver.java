package org.medchain.cluster.load;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.PbftClient;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.MeasurementWindow;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.consensus.Output;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.simulation.load.ArrivalOrder;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.DelayDistribution;

/**
 * Plays a {@link Load} in real time on the clients' thread, and records what becomes of it.
 * Latencies count from intended times, so a driver that falls behind hides nothing (CMP-6).
 */
public final class ClusterLoadDriver {
  private static final long NS_PER_US = 1000;
  private static final double NS_PER_MS = 1e6;

  private final EventLoop loop;
  private final Load load;
  private final List<PbftClient> clients;
  private final LatencyRecorder recorder;
  private final Map<RequestId, PendingLoadRequest> pending = new HashMap<>();
  private final CompletableFuture<Long> drained = new CompletableFuture<>();
  private long originNs;
  private int next;
  private boolean ended;
  private final ArrivalOrder order;
  private final FinalityObserver observer;

  /** What else is done about a request of the load that is final; on the clients' thread. */
  @FunctionalInterface
  public interface FinalityObserver {
    /** One is final, in ns from the beginning. */
    void accepted(Output.Accepted each, long intendedNs, long atNs);
  }

  private record PendingLoadRequest(int client, long intendedNs) {}

  /**
   * A load that has not begun.
   *
   * @param span what of it is measured
   * @param observer of what becomes final
   */
  public ClusterLoadDriver(
      EventLoop loop,
      Load load,
      List<PbftClient> clients,
      MeasurementWindow span,
      FinalityObserver observer) {
    this.observer = observer;
    this.order = new ArrivalOrder(load instanceof Load.Open open ? open.arrivals() : List.of());
    this.loop = loop;
    this.load = load;
    this.clients = clients;
    this.recorder = new LatencyRecorder(span);
  }

  /** Begins, with the time 0 at {@code atNs} of the monotonic clock; on the clients' thread. */
  public void begin(long atNs) {
    originNs = atNs;
    switch (load) {
      case Load.Open open -> tick(open);
      case Load.Closed closed -> {
        for (int i = 0; i < closed.outstanding(); i++) {
          for (int client = 0; client < closed.clients(); client++) {
            submitNext(closed, client);
          }
        }
        after(closed.endNs() - nowNs(), this::end);
      }
      case Load.Interactive interactive ->
          throw new IllegalArgumentException("a trial's load is open or closed");
    }
  }

  /** What became of the requests so far; from any thread but the clients'. */
  public RequestCounts requests() {
    return loop.submit(recorder::requests).syncUninterruptibly().getNow();
  }

  private long nowNs() {
    return System.nanoTime() - originNs;
  }

  private void after(long delayNs, Runnable what) {
    var unused = loop.schedule(what, Math.max(0, delayNs), TimeUnit.NANOSECONDS);
  }

  private void tick(Load.Open open) {
    while (next < open.arrivals().size() && open.arrivals().get(next).atNs() <= nowNs()) {
      RequestArrival arrival = open.arrivals().get(next++);
      if (!order.hold(arrival)) {
        submit(arrival.client(), arrival.transaction(), arrival.atNs());
      }
    }
    if (next < open.arrivals().size()) {
      after(open.arrivals().get(next).atNs() - nowNs(), () -> tick(open));
    } else {
      end();
    }
  }

  private void submitNext(Load.Closed closed, int client) {
    long atNs = nowNs();
    if (atNs < closed.endNs()) {
      Optional<Transaction> request = closed.source().next(client);
      request.ifPresent(each -> submit(client, each, atNs));
    }
  }

  private void submit(int client, Transaction request, long intendedNs) {
    pending.put(request.request(), new PendingLoadRequest(client, intendedNs));
    recorder.submitted(intendedNs / NS_PER_US);
    clients.get(client).submit(request);
  }

  private void end() {
    ended = true;
    checkDrained();
  }

  private void checkDrained() {
    if (ended && pending.isEmpty() && order.isEmpty()) {
      drained.complete(nowNs());
    }
  }

  /** A request is final; on the clients' thread. */
  public void accepted(Output.Accepted each) {
    PendingLoadRequest was = pending.remove(each.request());
    if (was == null) {
      return; // Not of this load.
    }
    long atNs = nowNs();
    recorder.committed(was.intendedNs() / NS_PER_US, atNs / NS_PER_US, each.receipt().succeeded());
    observer.accepted(each, was.intendedNs(), atNs);
    for (RequestArrival free : order.released(each.request())) {
      submit(free.client(), free.transaction(), Math.max(free.atNs(), atNs));
    }
    if (load instanceof Load.Closed closed) {
      long thinkNs = thinkNs(closed);
      if (thinkNs == 0) {
        submitNext(closed, was.client());
      } else {
        after(thinkNs, () -> submitNext(closed, was.client()));
      }
    }
    checkDrained();
  }

  /** A config's thinking time is constant. */
  private static long thinkNs(Load.Closed closed) {
    return closed.think() instanceof DelayDistribution.Constant constant
        ? Math.round(constant.ms() * NS_PER_MS)
        : 0;
  }

  /** When all that was submitted was final, in ns from the beginning. */
  public CompletableFuture<Long> drained() {
    return drained;
  }

  /** What became of the requests; for the clients' thread, or after its end. */
  public LatencyRecorder recorder() {
    return recorder;
  }
}

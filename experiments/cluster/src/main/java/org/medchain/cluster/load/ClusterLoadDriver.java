package org.medchain.cluster.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.medchain.cluster.local.PbftClient;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.MeasurementWindow;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.simulation.load.ArrivalOrder;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.DelayDistribution;

/**
 * Plays a {@link Load} in real time on the clients' thread, and records what becomes of it.
 * Latencies count from intended times, so a driver that falls behind hides nothing (CMP-6).
 */
public final class ClusterLoadDriver implements AutoCloseable {
  private static final long NS_PER_US = 1000;
  private static final double NS_PER_MS = 1e6;
  private static final Duration CONNECT = Duration.ofMinutes(3);
  private static final long POLL_MS = 10;

  private final ConnectionLoop loop = new ConnectionLoop("clients");
  private final Load load;
  private final List<PbftClient> clients = new ArrayList<>();
  private final LatencyRecorder recorder;
  private final Map<RequestId, PendingLoadRequest> pending = new HashMap<>();
  private final CompletableFuture<Long> drained = new CompletableFuture<>();
  private volatile long originNs;
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
  public ClusterLoadDriver(Load load, MeasurementWindow span, FinalityObserver observer) {
    this.observer = observer;
    this.order = new ArrivalOrder(load instanceof Load.Open open ? open.arrivals() : List.of());
    this.load = load;
    this.recorder = new LatencyRecorder(span);
  }

  /**
   * One more client of the load; a single one sends for all.
   *
   * @param senders whose requests it sends
   * @param sealing what is done to an envelope before it is sent
   * @param nodes that it connects to
   */
  public void add(
      Genesis genesis,
      Identity identity,
      List<KeyPair> senders,
      long retransmitNs,
      UnaryOperator<Envelope> sealing,
      Map<PublicKey, InetSocketAddress> nodes) {
    SignatureScheme scheme = NativeEd25519.orPortable();
    PbftClient client =
        new PbftClient(
            loop, genesis, identity, scheme, senders, retransmitNs, sealing, this::accepted);
    clients.add(client);
    client.connect(nodes);
  }

  /**
   * Begins after each client has connected to this number of nodes.
   *
   * @return the monotonic clock's time that is the load's 0
   */
  public long start(int nodes) throws IOException, InterruptedException {
    if (!Polling.until(
        CONNECT, POLL_MS, () -> clients.stream().allMatch(it -> it.connections() >= nodes))) {
      throw new IOException(
          "the clients were not connected to all nodes after " + CONNECT.toSeconds() + " s");
    }
    originNs = System.nanoTime();
    loop.submit(this::begin).syncUninterruptibly();
    return originNs;
  }

  /** Frames or bytes that came by all connections. */
  public long received(String what) {
    return clients.stream().mapToLong(each -> each.received(what)).sum();
  }

  private void begin() {
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
    return ask(recorder::requests);
  }

  /** Asks on the clients' thread. */
  <T> T ask(Callable<T> question) {
    return loop.submit(question).syncUninterruptibly().getNow();
  }

  /** The monotonic clock's time that is the load's 0. */
  long originNs() {
    return originNs;
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
    clients.get(client % clients.size()).submit(request);
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
  private void accepted(Output.Accepted each) {
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

  @Override
  public void close() {
    clients.forEach(PbftClient::close);
    loop.close();
  }
}

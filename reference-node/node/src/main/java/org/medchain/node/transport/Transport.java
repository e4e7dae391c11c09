package org.medchain.node.transport;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/**
 * A process's connections to others: TLS 1.3 with certificates on both sides, between peers of one
 * chain and protocol version (NODE-2, CONN-4), bounded in every direction (NODE-3), made again when
 * lost (NODE-4). Every method may be called from any thread unless it says otherwise.
 */
public final class Transport implements Asker, AutoCloseable {
  private static final int CHECKERS = 2;

  private final Setting setting;
  private final EventLoops loops;
  private final Tls tls;
  private final ExecutorService checks;
  private final Sockets sockets;
  private final Map<PublicKey, Dialer> dialers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Prepares connections; none is made or taken yet.
   *
   * @param options the bounds
   * @param loops threads of connections; stay the caller's to close
   * @param credentials what this process shows
   * @param identity of the chain
   * @param own key with which this process signs messages, as its certificate says
   * @param admission decides who is let in; called by the threads of connections
   * @param receiver is told what comes
   * @param services which answer questions, at most one for each topic
   * @param meterSet of metrics
   * @throws IllegalArgumentException if TLS refuses the credentials, or two services share a topic
   */
  public Transport(
      TransportOptions options,
      EventLoops loops,
      Credentials credentials,
      ChainIdentity identity,
      PublicKey own,
      Admission admission,
      Receiver receiver,
      List<Service> services,
      MeterRegistry meterSet) {
    this(options, loops, credentials, identity, own, admission, receiver, services, meterSet, true);
  }

  /** The same with the choice of the TLS provider, for tests of the way without native code. */
  Transport(
      TransportOptions options,
      EventLoops loops,
      Credentials credentials,
      ChainIdentity identity,
      PublicKey own,
      Admission admission,
      Receiver receiver,
      List<Service> services,
      MeterRegistry meterSet,
      boolean nativeTls) {
    Counts counts = new Counts(meterSet);
    this.setting =
        new Setting(
            options,
            identity,
            own,
            admission,
            receiver,
            new Links(own, options.connectionsPerPeer()),
            new Gate(options.unauthenticatedConnections(), options.unauthenticatedPerAddress()),
            new Questions(options.asksPerPeer()),
            new Answerer(options, services, counts),
            counts,
            new AtomicReference<>(Set.of()));
    this.loops = loops;
    this.checks =
        Executors.newFixedThreadPool(CHECKERS, new DefaultThreadFactory("medchain-checks", true));
    this.tls = new Tls(credentials, nativeTls, checks);
    this.sockets = new Sockets(setting, loops, tls, checks, this::ended);
    Links links = setting.links();
    Gauge.builder("medchain.transport.links", links, Links::size).register(meterSet);
    Gauge.builder("medchain.transport.queued", links, Transport::queuedInAll)
        .baseUnit("bytes")
        .register(meterSet);
  }

  private static double queuedInAll(Links links) {
    return links.all().stream().mapToLong(OpenLink::queued).sum();
  }

  /**
   * Takes connections at an address. Not to be called by a thread of connections.
   *
   * @return the address with the port that it became, where port 0 was asked for
   * @throws java.io.UncheckedIOException if the address cannot be used
   */
  public InetSocketAddress listen(InetSocketAddress address) {
    return sockets.listen(address);
  }

  /**
   * Keeps a peer connected: tries, with growing pauses, for as long as there is no link to it,
   * until {@link #disconnect}. Called again, it goes on with the new address.
   */
  public void connect(PublicKey expected, InetSocketAddress address) {
    if (!closed) {
      dialers.computeIfAbsent(expected, this::dialer).start(address);
    }
  }

  private Dialer dialer(PublicKey expected) {
    return new Dialer(
        loops.first(),
        setting.options(),
        () -> setting.links().to(expected).isPresent(),
        (address, dialer) -> sockets.connect(expected, address, dialer::ended));
  }

  /** Tries no longer to connect to a peer, and closes the link to it. */
  public void disconnect(PublicKey peer) {
    Dialer dialer = dialers.remove(peer);
    if (dialer != null) {
      dialer.stop(() -> sockets.drop(peer));
    }
    setting.links().to(peer).ifPresent(link -> link.close("no longer wanted"));
  }

  private void ended(PublicKey peer) {
    Dialer dialer = dialers.get(peer);
    if (dialer != null) {
      dialer.lost();
    }
  }

  /** The open link to a peer. */
  public Optional<Link> link(PublicKey peer) {
    return setting.links().to(peer).map(link -> link);
  }

  /** All open links. */
  public List<Link> links() {
    return List.copyOf(setting.links().all());
  }

  @Override
  public List<Peer> peers() {
    return setting.links().all().stream().map(OpenLink::peer).toList();
  }

  /** Sends a frame over many links and encodes it once. */
  public void broadcast(Frame frame, Iterable<Link> links) {
    byte[] packet = FrameCodec.encode(frame);
    for (Link each : links) {
      if (each instanceof OpenLink open) {
        open.send(packet);
      } else {
        each.send(frame);
      }
    }
  }

  /**
   * Writes what was queued by the calling thread of connections; unless this is called, that
   * happens at the end of the thread's turn. For any other thread it does nothing.
   */
  public void flush() {
    sockets.turns().stream().filter(turn -> turn.loop().inEventLoop()).forEach(Turn::flush);
  }

  /**
   * Stops to read from peers of these roles, and reads from all others again: their questions and
   * messages then wait at their side.
   */
  public void stopReading(Set<PeerRole> roles) {
    setting.unread().set(Set.copyOf(roles));
    for (OpenLink link : setting.links().all()) {
      Connection connection = link.connection();
      connection
          .turn()
          .loop()
          .execute(() -> connection.read(!setting.unread().get().contains(link.peer().role())));
    }
  }

  /** Asks the admission again about each open link and closes those that it refuses now. */
  public void reconsider() {
    for (OpenLink link : setting.links().all()) {
      Connection connection = link.connection();
      connection.turn().loop().execute(connection::reconsider);
    }
  }

  /**
   * Shows other credentials on connections made or taken from now on.
   *
   * @throws IllegalArgumentException if TLS refuses them; then the old ones stay
   */
  public void renew(Credentials credentials) {
    tls.renew(credentials);
  }

  /**
   * Asks a connected peer. What depends on the answer runs on a thread of connections, so it must
   * not block, or ask for a thread of its own.
   */
  @Override
  public CompletableFuture<Bytes> ask(PublicKey peer, Topic topic, Bytes question) {
    Optional<OpenLink> link = setting.links().to(peer);
    return link.isEmpty()
        ? Questions.refused(peer.brief() + " is not connected")
        : setting.questions().ask(link.get(), topic, question);
  }

  /** Bytes that wait to be written to a peer. */
  public int queued(PublicKey peer) {
    return setting.links().to(peer).map(OpenLink::queued).orElse(0);
  }

  /** Ends all connections and takes and makes no more; waits for that a few seconds at most. */
  @Override
  public void close() {
    closed = true;
    dialers.values().forEach(dialer -> dialer.stop(() -> {}));
    dialers.clear();
    sockets.close();
    setting.answerer().close();
    checks.shutdown();
    tls.close();
  }

  /** For measurements: whether TLS runs in native code. */
  boolean nativeTls() {
    return tls.nativeCode();
  }

  /** For tests: all sockets, whatever their state. */
  Set<Channel> sockets() {
    return sockets.all();
  }
}

package org.medchain.node.transport;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.tls.TlsContexts;
import org.medchain.node.transport.tls.TlsCredentials;
import org.medchain.node.transport.unauthenticated.KnownAddresses;
import org.medchain.node.transport.unauthenticated.UnauthenticatedConnections;

/**
 * A process's connections to others: TLS 1.3 with certificates on both sides, between peers of one
 * chain and protocol version (NODE-2, CONN-4), bounded in every direction (NODE-3), made again when
 * lost (NODE-4). Every method may be called from any thread unless it says otherwise.
 */
public final class Transport implements RpcClient, AutoCloseable {
  private static final int CERTIFICATE_THREADS = 2;

  /** More than the members and the clients of a large node. */
  private static final int MAX_KNOWN_ADDRESSES = 4096;

  private final TransportContext setting;
  private final ConnectionLoop loop;
  private final TlsContexts tls;
  private final ExecutorService checks;

  private final Sockets sockets;
  private final Map<PublicKey, Dialer> dialers = new ConcurrentHashMap<>();
  private volatile TlsCredentials shown;
  private volatile boolean closed;

  /**
   * Prepares connections; no connection is opened or accepted yet.
   *
   * @param options the bounds
   * @param loop thread of connections; stays the caller's to close
   * @param credentials of this process
   * @param identity of the chain
   * @param own key with which this process signs messages, as its certificate says
   * @param admission decides which peers are admitted; called by the threads of connections
   * @param receiver of frames
   * @param services for calls
   * @param meterSet of metrics
   * @throws IllegalArgumentException if TLS refuses the credentials, or two services share a topic
   */
  public Transport(
      TransportOptions options,
      ConnectionLoop loop,
      TlsCredentials credentials,
      ChainIdentity identity,
      PublicKey own,
      AdmissionPolicy admission,
      LinkListener receiver,
      ServedCalls services,
      MeterRegistry meterSet) {
    TransportMetrics counts = new TransportMetrics(meterSet);
    KnownAddresses known = new KnownAddresses(MAX_KNOWN_ADDRESSES);
    this.setting =
        new TransportContext(
            options,
            new Frame.Hello(identity.protocolVersion(), identity.chain(), own),
            admission,
            receiver,
            new LoopFlusher(loop, receiver),
            new LinkTable(own, options.connectionsPerPeer()),
            new UnauthenticatedConnections(
                options.unauthenticatedConnections(), options.unauthenticatedPerAddress(), known),
            known,
            new RpcServer(options, services, counts, loop::report),
            counts,
            loop::report);
    this.loop = loop;
    this.checks =
        Executors.newFixedThreadPool(
            CERTIFICATE_THREADS, new DefaultThreadFactory("medchain-checks", true));
    this.shown = credentials;
    this.tls = new TlsContexts(credentials, loop.mayUseNativeCode(), checks);
    this.sockets = new Sockets(setting, loop, tls, this::linkEnded);
    LinkTable links = setting.links();
    Gauge.builder("medchain.transport.certificate.days", this::certificateDays).register(meterSet);
    Gauge.builder("medchain.transport.links", links, LinkTable::size).register(meterSet);
    Gauge.builder("medchain.transport.queued", links, Transport::totalQueuedBytes)
        .baseUnit("bytes")
        .register(meterSet);
  }

  private double certificateDays() {
    Instant end = shown.chain().getFirst().getNotAfter().toInstant();
    return Duration.between(Instant.now(), end).toMillis() / 86_400e3;
  }

  private static double totalQueuedBytes(LinkTable links) {
    return links.all().stream().mapToLong(Connection::queued).sum();
  }

  /**
   * Takes connections at an address. Not to be called by a thread of connections.
   *
   * @return the address with the port that it became, where port 0 was given
   * @throws IOException if the address cannot be used; the message is one line and names it
   */
  public InetSocketAddress listen(InetSocketAddress address) throws IOException {
    return sockets.listen(address);
  }

  /**
   * Keeps a peer connected: tries, with growing pauses, for as long as there is no link to it, or
   * to another node that answered at its address, until {@link #disconnect}. A second call changes
   * the address. Its name is resolved at each attempt (CONN-21).
   */
  public void connect(PublicKey expected, InetSocketAddress address) {
    if (!closed) {
      dialers.computeIfAbsent(expected, this::dialer).start(address);
    }
  }

  private Dialer dialer(PublicKey expected) {
    return new Dialer(
        loop,
        setting.options(),
        () -> setting.links().linkAtAddressOf(expected).isPresent(),
        (address, dialer) -> sockets.connect(expected, address, dialer));
  }

  /** Tries no longer to connect to a peer, and closes the link to it. */
  public void disconnect(PublicKey peer) {
    Dialer dialer = dialers.remove(peer);
    if (dialer != null) {
      dialer.stop(() -> sockets.disconnect(peer));
    }
    setting.links().linkAtAddressOf(peer).ifPresent(link -> link.close("no longer wanted"));
    setting.links().forget(peer);
  }

  private void linkEnded(PublicKey peer) {
    dialers.forEach(
        (dialled, dialer) -> {
          if (dialled.equals(peer) || setting.links().isAnsweredBy(dialled, peer)) {
            dialer.linkLost();
          }
        });
  }

  /** The open link to a peer. */
  public Optional<PeerLink> link(PublicKey peer) {
    return setting.links().linkTo(peer).map(link -> link);
  }

  /**
   * The open link to a peer, or to the node that answered at the address at which the peer was
   * dialled: one that lost its store has another key (CONN-4).
   */
  public Optional<PeerLink> linkAtAddressOf(PublicKey dialled) {
    return setting.links().linkAtAddressOf(dialled).map(link -> link);
  }

  /** The key of the node that answers where this one was dialled; its own if none does. */
  public PublicKey keyAtAddressOf(PublicKey dialled) {
    return setting.links().linkAtAddressOf(dialled).map(link -> link.peer().key()).orElse(dialled);
  }

  /** All open links. */
  public List<PeerLink> links() {
    return List.copyOf(setting.links().all());
  }

  @Override
  public List<Peer> peers() {
    return setting.links().all().stream().map(Connection::peer).toList();
  }

  /**
   * Writes the frames that the thread of connections, if it calls, has queued; unless this is
   * called, that happens at the end of its turn. For any other thread it does nothing.
   */
  public void flush() {
    if (loop.inEventLoop()) {
      setting.turn().flush();
    }
  }

  /** Checks the admission of each open link again and closes those that it refuses now. */
  public void recheckAdmission() {
    setting.links().all().forEach(Connection::recheckAdmission);
  }

  /**
   * Shows other credentials on connections made or taken from now on.
   *
   * @throws IllegalArgumentException if TLS refuses them; then the old ones stay
   */
  public void renew(TlsCredentials credentials) {
    tls.renew(credentials);
    shown = credentials;
  }

  /**
   * Calls a connected peer. Dependent stages run on a thread of connections, so they must not
   * block, or must use a thread of their own.
   */
  @Override
  public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
    Optional<Connection> link = setting.links().linkTo(peer);
    return link.isEmpty()
        ? CompletableFuture.failedFuture(new RefusedException(peer.brief() + " is not connected"))
        : link.get().calls().ask(topic, question);
  }

  /** Bytes that wait to be written to a peer. */
  public int queuedBytes(PublicKey peer) {
    return setting.links().linkTo(peer).map(Connection::queued).orElse(0);
  }

  /**
   * Sends nothing more, at once, and ends all connections soon: for a process that cannot continue
   * (NODE-18). Any thread.
   */
  public void halt() {
    closed = true;
    sockets.halt();
  }

  /** Ends all connections and takes and makes no more; waits for that a few seconds at most. */
  @Override
  public void close() {
    closed = true;
    dialers.values().forEach(dialer -> dialer.stop(() -> {}));
    dialers.clear();
    sockets.close();
    setting.rpcServer().close();
    checks.shutdown();
    tls.close();
  }

  /** Whether TLS runs in native code. */
  public boolean nativeTls() {
    return tls.isNative();
  }

  /** For tests: all sockets, in any state. */
  Set<Channel> sockets() {
    return sockets.all();
  }
}

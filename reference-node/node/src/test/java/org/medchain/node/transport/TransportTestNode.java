package org.medchain.node.transport;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.node.transport.tls.TlsCredentials;

/** A process's transport with a separate thread, and a memory of its reports. */
final class TransportTestNode implements LinkListener, AutoCloseable {
  static final ChainIdentity CHAIN = new ChainIdentity(1, Hash.of(Bytes.utf8("a chain")));

  final PublicKey key;
  final TlsCredentials credentials;
  final ConnectionLoop loop;
  final Transport transport;
  final SimpleMeterRegistry meterSet = new SimpleMeterRegistry();
  final Queue<Envelope> received = new ConcurrentLinkedQueue<>();
  final Set<PublicKey> revoked = ConcurrentHashMap.newKeySet();
  final AtomicLong receivedCount = new AtomicLong();
  final AtomicLong opened = new AtomicLong();
  final AtomicLong closed = new AtomicLong();
  final AtomicLong drained = new AtomicLong();
  volatile boolean keep = true;
  volatile Runnable beforeAdmission = () -> {};
  volatile InetSocketAddress address;

  /** The differences between nodes of a test. */
  static final class TransportTestPlan {
    private final TestAuthority authority;
    private final PublicKey key;
    private PeerRole role = PeerRole.CONSENSUS_NODE;
    private TransportOptions options = TestTransportOptions.few().done();
    private ChainIdentity chain = CHAIN;
    private List<RpcService> services = List.of();
    private boolean nativeCode = true;
    private PublicKey claimed;
    private TlsCredentials credentials;

    TransportTestPlan(TestAuthority authority, int number) {
      this.authority = authority;
      this.key = key(number);
      this.claimed = key;
    }

    TransportTestPlan role(PeerRole value) {
      role = value;
      return this;
    }

    TransportTestPlan options(TestTransportOptions value) {
      options = value.done();
      return this;
    }

    TransportTestPlan chain(ChainIdentity value) {
      chain = value;
      return this;
    }

    TransportTestPlan services(RpcService... value) {
      services = List.of(value);
      return this;
    }

    TransportTestPlan withoutNativeCode() {
      nativeCode = false;
      return this;
    }

    TransportTestPlan claiming(PublicKey value) {
      claimed = value;
      return this;
    }

    TransportTestPlan credentials(TlsCredentials value) {
      credentials = value;
      return this;
    }

    TransportTestNode start() {
      if (credentials == null) {
        credentials = authority.issue(key, role);
      }
      return new TransportTestNode(this);
    }
  }

  private TransportTestNode(TransportTestPlan plan) {
    key = plan.key;
    credentials = plan.credentials;
    loop = new ConnectionLoop("node-" + key.brief(), plan.nativeCode);
    transport =
        new Transport(
            plan.options,
            loop,
            plan.credentials,
            plan.chain,
            plan.claimed,
            plan.authority,
            this,
            new ServedCalls(plan.services, this::refusal),
            meterSet);
    try {
      address = transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> refusal(Peer peer, RpcMethod method) {
    beforeAdmission.run();
    if (revoked.contains(peer.key())) {
      return Optional.of("the key is revoked");
    }
    return peer.role() == PeerRole.CONSENSUS_NODE
        ? Optional.empty()
        : Optional.of(method.name() + " is not for " + peer.role());
  }

  static PublicKey key(int number) {
    byte[] bytes = new byte[PublicKey.SIZE];
    Arrays.fill(bytes, (byte) number);
    return new PublicKey(Bytes.of(bytes));
  }

  /** An unsigned envelope, with this number at the beginning of its body. */
  Envelope message(long number, int size) {
    byte[] body = new byte[Math.max(8, size)];
    for (int i = 0; i < 8; i++) {
      body[i] = (byte) (number >>> (8 * i));
    }
    return new Envelope(7, key, Bytes.of(body), Signature.NONE);
  }

  static long number(Envelope envelope) {
    long number = 0;
    for (int i = 0; i < 8; i++) {
      number |= (envelope.body().at(i) & 0xFFL) << (8 * i);
    }
    return number;
  }

  void connect(TransportTestNode other) {
    transport.connect(other.key, other.address);
  }

  PeerLink linkTo(TransportTestNode other) {
    Eventually.until(() -> "a link; ended " + ends(), () -> transport.link(other.key).isPresent());
    return transport.link(other.key).orElseThrow();
  }

  /** Connects and waits until both sides know. */
  void join(TransportTestNode other) {
    connect(other);
    PeerLink unused = linkTo(other);
    PeerLink back = other.linkTo(this);
    assert back.peer().key().equals(key);
  }

  /**
   * Whether the link to the other is the only socket, and each other link has ended. Asked on the
   * thread of the connections, so that no change is seen by half.
   */
  boolean hasNothingButALinkTo(TransportTestNode other) {
    return loop.submit(
            () ->
                transport.link(other.key).isPresent()
                    && transport.sockets().size() == 1
                    && opened.get() == closed.get() + 1)
        .syncUninterruptibly()
        .getNow();
  }

  long closedFor(CloseReason reason) {
    return (long) meterSet.counter("medchain.transport.closed", "reason", reason.tag()).count();
  }

  /** How many connections ended for which reason. */
  String ends() {
    StringBuilder text = new StringBuilder();
    for (CloseReason reason : CloseReason.values()) {
      if (closedFor(reason) > 0) {
        text.append(reason).append(' ').append(closedFor(reason)).append(' ');
      }
    }
    return text.toString();
  }

  void awaitClosedFor(CloseReason reason) {
    Eventually.until(
        () -> "closed for " + reason + "; ended " + ends(), () -> closedFor(reason) > 0);
  }

  double figure(String name, String direction) {
    return meterSet.get(name).tag("direction", direction).functionCounter().count();
  }

  @Override
  public void opened(PeerLink link) {
    opened.incrementAndGet();
  }

  @Override
  public void received(PeerLink link, Envelope envelope) {
    receivedCount.incrementAndGet();
    if (keep) {
      received.add(envelope);
    }
  }

  @Override
  public void readComplete() {
    drained.incrementAndGet();
  }

  @Override
  public void closed(PeerLink link) {
    closed.incrementAndGet();
  }

  @Override
  public void close() {
    transport.close();
    loop.close();
  }
}

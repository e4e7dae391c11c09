package org.medchain.node.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.transport.tls.TlsContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its first byte to its end: the first record of TLS, (waiting for it costs an
 * incoming one a socket and the bytes that it sent; CONN-17), TLS, then one greeting from either
 * side, then frames (CONN-4). Everything here runs on the connection's own thread.
 */
final class Connection extends ChannelInboundHandlerAdapter implements PeerLink {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int HELLO_BYTES = 128;
  private static final byte[] HEARTBEAT = FrameCodec.encode(new Frame.Heartbeat());

  private enum ConnectionState {
    FIRST_RECORD,
    TLS_HANDSHAKE,
    HELLO,
    OPEN,
    CLOSED
  }

  private final TransportContext setting;
  private final Channel channel;
  private final Optional<PublicKey> expectedKey;
  private final FrameSendQueue outbox;
  private final FrameReader reader;
  private ConnectionState state = ConnectionState.FIRST_RECORD;
  private long checkedNs;
  private boolean handedOver;
  private long readNs = System.nanoTime();
  private Future<?> timer;
  private Peer peer;
  private List<X509Certificate> chain = List.of();
  private final PendingCalls calls;
  private final Runnable onAuthenticated;
  private final Consumer<Optional<PublicKey>> onEnded;

  /**
   * For a channel, on its thread.
   *
   * @param expected whom an outgoing connection is to reach; empty for an incoming one
   * @param onAuthenticated the certificate is checked, or the connection has ended; maybe twice
   * @param onEnded it has ended; called once, with the peer if there had been a link
   */
  Connection(
      TransportContext setting,
      Channel channel,
      Optional<PublicKey> expected,
      Runnable onAuthenticated,
      Consumer<Optional<PublicKey>> onEnded) {
    this.setting = setting;
    this.channel = channel;
    this.expectedKey = expected;
    this.onAuthenticated = onAuthenticated;
    this.onEnded = onEnded;
    this.outbox = new FrameSendQueue(channel, setting);
    this.reader = new FrameReader(HELLO_BYTES, this::received);
    this.calls = new PendingCalls(this, setting.options().callsPerPeer());
    this.timer = limit(setting.options().firstRecordTimeout(), "the first record took too long");
  }

  private Future<?> limit(Duration most, String text) {
    return channel
        .eventLoop()
        .schedule(() -> end(CloseReason.TIMEOUT, text), most.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The first record is here, or it is ours to send. */
  void beginTls(SslHandler tls) {
    state = ConnectionState.TLS_HANDSHAKE;
    timer.cancel(false);
    timer = limit(setting.options().handshakeTimeout(), "TLS and greeting took too long");
    String name = channel.pipeline().context(this).name();
    channel.pipeline().addBefore(name, null, tls).addBefore(name, null, reader);
  }

  boolean isClosed() {
    return state == ConnectionState.CLOSED;
  }

  boolean outgoing() {
    return expectedKey.isPresent();
  }

  @Override
  public Peer peer() {
    return peer;
  }

  /** Our calls to the peer. */
  PendingCalls calls() {
    return calls;
  }

  /** Bytes that wait to be written. */
  int queued() {
    return outbox.queued();
  }

  @Override
  public boolean send(Envelope envelope) {
    return channel.eventLoop().inEventLoop()
        ? send(setting.turn().encodeOnce(envelope))
        : send(new Frame.EnvelopeFrame(envelope));
  }

  boolean send(Frame frame) {
    return send(FrameCodec.encode(frame));
  }

  private boolean send(byte[] packet) {
    if (packet.length - FrameCodec.LENGTH_BYTES > setting.options().maxFrameBytes()) {
      setting.metrics().dropped.increment();
      return false;
    }
    return outbox.offer(packet);
  }

  @Override
  public void close(String reason) {
    close(CloseReason.HOST, reason);
  }

  /** Ends it; at once if its own thread calls, soon otherwise. */
  void close(CloseReason reason, String text) {
    if (channel.eventLoop().inEventLoop()) {
      end(reason, text);
    } else {
      channel.eventLoop().execute(() -> end(reason, text));
    }
  }

  /** Whether it was made to reach this peer; any thread may ask. */
  boolean isDialling(PublicKey other) {
    return expectedKey.filter(other::equals).isPresent();
  }

  /** Whether its peer has shown a certificate. */
  boolean isAuthenticated() {
    return state.compareTo(ConnectionState.TLS_HANDSHAKE) > 0;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done) {
      if (done.isSuccess()) {
        tlsEstablished();
      } else {
        failed(done.cause());
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  private void tlsEstablished() {
    onAuthenticated.run();
    try {
      chain = TlsContexts.peerChain(channel.pipeline().get(SslHandler.class));
      peer = setting.admission().admit(chain);
    } catch (RefusedException | SSLPeerUnverifiedException e) {
      end(CloseReason.REFUSED, e.getMessage());
      return;
    } catch (RuntimeException e) {
      // A certificate can hold anything; a reader of it may fail.
      end(CloseReason.REFUSED, "the certificate cannot be read: " + e.getMessage());
      return;
    }
    if (peer.key().equals(setting.hello().key()) || !mayAnswer()) {
      end(CloseReason.IDENTITY, "the certificate is that of " + peer.key().brief());
    } else if (!setting.links().tryCount(peer.key())) {
      peer = null;
      end(CloseReason.TOO_MANY, "more connections of one peer than may be");
    } else {
      state = ConnectionState.HELLO;
      expectedKey.ifPresent(dialled -> setting.links().answered(dialled, peer.key()));
      outbox.offer(FrameCodec.encode(setting.hello()));
    }
  }

  /** A node that lost its store comes back under another key at its address (CONN-4). */
  private boolean mayAnswer() {
    return expectedKey.isEmpty() || expectedKey.get().equals(peer.key()) || peer.role().isNode();
  }

  private void received(int bytes) {
    readNs = System.nanoTime();
    setting.metrics().bytesIn.add(bytes);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch ((Frame) message) {
      case Frame.Hello hello when state == ConnectionState.HELLO -> helloReceived(hello);
      case Frame.Hello hello -> end(CloseReason.PROTOCOL, "a greeting after the greeting");
      case Frame.Heartbeat beat when state == ConnectionState.OPEN -> {}
      case Frame frame when state == ConnectionState.OPEN -> frameReceived(frame);
      default -> end(CloseReason.PROTOCOL, "a frame before the greeting");
    }
  }

  private void helloReceived(Frame.Hello hello) {
    Frame.Hello own = setting.hello();
    if (hello.protocolVersion() != own.protocolVersion()) {
      end(
          CloseReason.VERSION,
          "protocol version " + hello.protocolVersion() + "; here it is " + own.protocolVersion());
    } else if (!hello.chain().equals(own.chain())) {
      end(CloseReason.CHAIN, "chain " + hello.chain().brief() + "; here " + own.chain().brief());
    } else if (!hello.key().equals(peer.key())) {
      end(CloseReason.IDENTITY, "greets as " + hello.key().brief());
    } else {
      open();
    }
  }

  private void open() {
    Optional<Connection> loser = setting.links().open(this);
    if (loser.filter(this::equals).isPresent()) {
      end(CloseReason.DUPLICATE, "another connection to this peer is kept");
      return;
    }
    loser.ifPresent(old -> old.close(CloseReason.DUPLICATE, "a newer connection is kept"));
    state = ConnectionState.OPEN;
    checkedNs = System.nanoTime();
    setting.known().add(channel);
    reader.limit(setting.options().maxFrameBytes());
    startIdleTimer();
    LOG.atInfo().addKeyValue("peer", peer.key().brief()).log("connected");
    callListener(() -> setting.receiver().opened(this));
  }

  private void startIdleTimer() {
    long pauseNs = setting.options().tickNs();
    timer.cancel(false);
    timer =
        channel
            .eventLoop()
            .scheduleWithFixedDelay(this::tick, pauseNs, pauseNs, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    TransportOptions options = setting.options();
    long now = System.nanoTime();
    calls.expire(now - options.rpcTimeout().toNanos());
    long idle = options.idleTimeout().toNanos();
    if (now - checkedNs > options.admissionInterval().toNanos()) {
      checkedNs = now;
      checkAdmission();
    }
    if (now - readNs > idle) {
      end(CloseReason.IDLE, "no sign of life");
    } else if (outbox.isStalledSince(now - idle)) {
      end(CloseReason.STALLED, "it reads nothing of what waits for it");
    } else if (now - outbox.lastProgressNs() > options.heartbeatInterval().toNanos()
        && outbox.queued() == 0) {
      outbox.offer(HEARTBEAT);
    }
  }

  private void frameReceived(Frame frame) {
    setting.metrics().framesIn.increment();
    switch (frame) {
      case Frame.EnvelopeFrame sealed -> {
        handedOver = true;
        callListener(() -> setting.receiver().received(this, sealed.envelope()));
      }
      case Frame.RequestFrame ask -> setting.rpcServer().handle(this, ask);
      case Frame.ResponseFrame answer -> calls.responseReceived(answer);
      default -> {} // greetings and signs of life are handled
    }
  }

  private void callListener(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the receiver of frames failed");
      end(CloseReason.FAILED, "the receiver failed");
    } catch (Error e) {
      setting.errors().accept(e);
      end(CloseReason.FAILED, "the receiver failed");
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (handedOver) {
      handedOver = false;
      setting.turn().received();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    outbox.flush();
    ctx.fireChannelWritabilityChanged();
  }

  /** Checks soon whether the certificate is still admitted (CONN-15, CONN-18); any thread. */
  void recheckAdmission() {
    channel.eventLoop().execute(this::checkAdmission);
  }

  private void checkAdmission() {
    if (state != ConnectionState.OPEN) {
      return;
    }
    try {
      if (!setting.admission().admit(chain).equals(peer)) {
        end(CloseReason.REVOKED, "the certificate names another peer now");
      }
    } catch (RefusedException e) {
      end(CloseReason.REVOKED, e.getMessage());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(CloseReason.REMOTE, "the peer ended it");
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    failed(cause);
  }

  private void failed(Throwable cause) {
    // A stranger's certificate may be nested too deep to be read; this ends only the connection.
    if (cause instanceof Error error
        && (state == ConnectionState.OPEN || !(error instanceof StackOverflowError))) {
      setting.errors().accept(error);
    }
    Throwable root = cause.getCause() instanceof MalformedInput inner ? inner : cause;
    end(CloseReason.of(root), String.valueOf(root.getMessage()));
  }

  /** Writes nothing more, at once; {@link #end} follows. Any thread. */
  void halt() {
    outbox.halt();
  }

  @Override
  public String toString() {
    return "link to " + peer.key().brief();
  }

  /** Ends it, once; the reason is counted. */
  void end(CloseReason why, String text) {
    if (state == ConnectionState.CLOSED) {
      return;
    }
    boolean open = state == ConnectionState.OPEN;
    if (open && (why == CloseReason.HOST || why == CloseReason.SHUTDOWN)) {
      outbox.flush();
    }
    state = ConnectionState.CLOSED;
    timer.cancel(false);
    outbox.end();
    reader.stop();
    if (peer != null) {
      setting.links().connectionClosed(peer.key());
    }
    if (open) {
      setting.links().remove(this);
      calls.close();
      setting.rpcServer().linkClosed(this);
    }
    Optional<PublicKey> whose = peer == null ? expectedKey : Optional.of(peer.key());
    String brief = whose.map(PublicKey::brief).orElse("unknown");
    setting.metrics().ended(why, text, open, brief, channel.remoteAddress());
    var unused = channel.close();
    if (open) {
      callListener(() -> setting.receiver().closed(this));
    }
    onAuthenticated.run();
    onEnded.accept(open ? Optional.of(peer.key()) : Optional.empty());
  }
}

package org.medchain.node.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection from its first byte to its end: TLS, then one greeting from either side, then
 * frames (CONN-4). Everything here runs on the connection's own thread.
 */
final class Connection extends ChannelInboundHandlerAdapter implements OpenSocket {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int HELLO_BYTES = 128;
  private static final byte[] HEARTBEAT = FrameCodec.encode(new Frame.Heartbeat());

  private enum ConnectionState {
    TLS_HANDSHAKE,
    HELLO,
    OPEN,
    CLOSED
  }

  private final TransportContext setting;
  private final Channel channel;
  private final SslHandler tls;
  private final Optional<PublicKey> expectedKey;
  private final FrameSendQueue outbox;
  private final FrameReader reader;
  private ConnectionState state = ConnectionState.TLS_HANDSHAKE;
  private long checkedNs;
  private boolean handedOver;
  private long readNs = System.nanoTime();
  private Future<?> timer;
  private Peer peer;
  private List<X509Certificate> chain = List.of();
  private EstablishedLink link;
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
      SslHandler tls,
      Optional<PublicKey> expected,
      Runnable onAuthenticated,
      Consumer<Optional<PublicKey>> onEnded) {
    this.setting = setting;
    this.channel = channel;
    this.tls = tls;
    this.expectedKey = expected;
    this.onAuthenticated = onAuthenticated;
    this.onEnded = onEnded;
    this.outbox = new FrameSendQueue(channel, setting);
    this.reader = new FrameReader(HELLO_BYTES, this::received);
    long limitNs = setting.options().handshakeTimeout().toNanos();
    Runnable late = () -> end(CloseReason.TIMEOUT, "TLS and greeting took too long");
    this.timer = channel.eventLoop().schedule(late, limitNs, TimeUnit.NANOSECONDS);
  }

  boolean outgoing() {
    return expectedKey.isPresent();
  }

  @Override
  public boolean isDialling(PublicKey other) {
    return expectedKey.filter(other::equals).isPresent();
  }

  /** The handler before this one. */
  FrameReader reader() {
    return reader;
  }

  @Override
  public boolean isAuthenticated() {
    return state != ConnectionState.TLS_HANDSHAKE;
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
      chain =
          Stream.of(tls.engine().getSession().getPeerCertificates())
              .map(X509Certificate.class::cast)
              .toList();
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
    link = new EstablishedLink(peer, this, outbox, setting);
    Optional<EstablishedLink> loser = setting.links().open(link);
    if (loser.filter(link::equals).isPresent()) {
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
    callListener(() -> setting.receiver().opened(link));
  }

  private void startIdleTimer() {
    TransportOptions options = setting.options();
    Duration shortest =
        Collections.min(
            List.of(
                options.heartbeatInterval(), options.rpcTimeout(), options.admissionInterval()));
    long pauseNs = shortest.toNanos() / 4;
    timer.cancel(false);
    timer =
        channel
            .eventLoop()
            .scheduleWithFixedDelay(this::tick, pauseNs, pauseNs, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    TransportOptions options = setting.options();
    long now = System.nanoTime();
    link.calls().expire(now - options.rpcTimeout().toNanos());
    long idle = options.idleTimeout().toNanos();
    if (now - checkedNs > options.admissionInterval().toNanos()) {
      checkedNs = now;
      recheckAdmission();
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
        callListener(() -> setting.receiver().received(link, sealed.envelope()));
      }
      case Frame.RequestFrame ask -> setting.rpcServer().handle(link, ask);
      case Frame.ResponseFrame answer -> link.calls().responseReceived(answer);
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

  /** Checks again whether the certificate is admitted (CONN-15, CONN-18). */
  void recheckAdmission() {
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

  /** A stranger's certificate may be nested too deep to be read; that ends the connection alone. */
  private boolean endsProcess(Throwable cause) {
    return cause instanceof Error
        && (state == ConnectionState.OPEN || !(cause instanceof StackOverflowError));
  }

  private void failed(Throwable cause) {
    if (endsProcess(cause)) {
      setting.errors().accept((Error) cause);
    }
    Throwable root = cause.getCause() instanceof MalformedInput inner ? inner : cause;
    CloseReason why =
        switch (root) {
          case MalformedInput e -> CloseReason.MALFORMED;
          case SSLException e -> CloseReason.TLS;
          case DecoderException e -> CloseReason.TLS;
          case ClosedChannelException e -> CloseReason.REMOTE;
          default -> CloseReason.IO;
        };
    end(why, String.valueOf(root.getMessage()));
  }

  @Override
  public void halt() {
    outbox.halt();
  }

  @Override
  public void end(CloseReason why, String text) {
    if (state == ConnectionState.CLOSED) {
      return;
    }
    boolean open = state == ConnectionState.OPEN;
    if (open && (why == CloseReason.HOST || why == CloseReason.SHUTDOWN)) {
      outbox.flush();
    }
    state = ConnectionState.CLOSED;
    timer.cancel(false);
    setting.metrics().closed(why);
    outbox.end();
    reader.stop();
    if (peer != null) {
      setting.links().connectionClosed(peer.key());
    }
    if (open) {
      setting.links().remove(link);
      link.calls().close();
      setting.rpcServer().linkClosed(link);
    }
    logEnd(open, why, text);
    var unused = channel.close();
    if (open) {
      callListener(() -> setting.receiver().closed(link));
    }
    onAuthenticated.run();
    onEnded.accept(open ? Optional.of(peer.key()) : Optional.empty());
  }

  /** Unknown peers must not fill the log: only their refusals are logged, at a bounded rate. */
  private void logEnd(boolean open, CloseReason why, String text) {
    if (!open && why.isRefusal()) {
      setting.metrics().refused(why, text, String.valueOf(channel.remoteAddress()));
      return;
    }
    Optional<PublicKey> whose = peer == null ? expectedKey : Optional.of(peer.key());
    LOG.atLevel(open ? Level.INFO : Level.DEBUG)
        .addKeyValue("peer", whose.map(PublicKey::brief).orElse("unknown"))
        .addKeyValue("reason", why.tag())
        .log("connection ended: {}", text);
  }
}

package org.medchain.node.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.tls.TlsContexts;
import org.medchain.node.transport.unauthenticated.AddressPrefix;
import org.medchain.node.transport.unauthenticated.UnauthenticatedConnections.UnauthenticatedPlace;

/** Listening and connecting sockets; makes a {@link Connection} of each that comes about. */
final class Sockets implements AutoCloseable {
  private static final long STOP_SECONDS = 5;

  /** Of one connection in a row before the next one's turn, in reads of at most 64 KiB. */
  private static final int READS = 4;

  private final TransportContext setting;
  private final ConnectionLoop loop;
  private final TlsContexts tls;

  /** Threads of names that are being resolved: of the resolver's own time-out, one a peer. */
  private final ExecutorService nameResolver =
      Executors.newCachedThreadPool(new DefaultThreadFactory("medchain-names", true));

  private final Consumer<PublicKey> linkLost;
  private final Set<Channel> listening = ConcurrentHashMap.newKeySet();
  private final Map<Channel, Connection> sockets = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param lost is called for every link that ended
   */
  Sockets(
      TransportContext setting, ConnectionLoop loop, TlsContexts tls, Consumer<PublicKey> lost) {
    this.setting = setting;
    this.loop = loop;
    this.tls = tls;
    this.linkLost = lost;
  }

  Set<Channel> all() {
    return sockets.keySet();
  }

  InetSocketAddress listen(InetSocketAddress named) throws IOException {
    InetSocketAddress address = resolve(named, 0);
    if (address.isUnresolved()) {
      throw new IOException("listen: cannot listen at " + named.getHostString() + ": no such name");
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(loop.listening())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .handler(new AcceptRateLimit(setting.metrics()))
            .childHandler(initializer(this::accepted))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "listen: cannot listen at " + address + ": " + bound.cause().getMessage(), bound.cause());
    }
    listening.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private static ChannelInitializer<Channel> initializer(Consumer<Channel> then) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel
            .config()
            .setAllocator(PooledByteBufAllocator.DEFAULT)
            .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS))
            .setWriteBufferWaterMark(new WriteBufferWaterMark(64 << 10, 128 << 10))
            .setOption(ChannelOption.TCP_NODELAY, true);
        then.accept(channel);
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var unused = ctx.close();
      }
    };
  }

  private void accepted(Channel channel) {
    if (closed || !(channel.remoteAddress() instanceof InetSocketAddress from)) {
      setting.metrics().closed(closed ? CloseReason.SHUTDOWN : CloseReason.REMOTE);
      var unused = channel.close();
      return;
    }
    Optional<UnauthenticatedPlace> place =
        setting
            .unauthenticated()
            .enter(AddressPrefix.of(from.getAddress()), () -> evict(channel, from.getAddress()));
    if (place.isEmpty()) {
      setting.metrics().closed(CloseReason.TOO_MANY);
      setting.metrics().crowded(from.getAddress());
      var unused = channel.close();
      return;
    }
    Connection connection =
        add(
            channel,
            new Connection(
                setting,
                channel,
                Optional.empty(),
                () -> setting.unauthenticated().leave(place.get()),
                lost(channel, () -> {})));
    channel
        .pipeline()
        .addFirst(new FirstRecordDecoder(connection, () -> firstRecord(connection, place.get())));
  }

  /** The first record of an accepted connection is here: it is worth an engine of TLS. */
  private void firstRecord(Connection connection, UnauthenticatedPlace place) {
    if (setting.unauthenticated().advance(place)) {
      beginTls(connection);
    } else {
      connection.end(CloseReason.TOO_MANY, "no place for connections without certificate");
    }
  }

  private void beginTls(Connection connection) {
    try {
      connection.beginTls(tls.handler(connection.outgoing(), PooledByteBufAllocator.DEFAULT));
    } catch (RuntimeException e) {
      connection.end(CloseReason.IO, String.valueOf(e.getMessage()));
    }
  }

  /** Another connection has taken its place. */
  private void evict(Channel channel, InetAddress from) {
    setting.metrics().crowded(from);
    Connection socket = sockets.get(channel); // it may have begun TLS meanwhile
    if (socket != null && !socket.isAuthenticated()) {
      socket.end(CloseReason.EVICTED, "another connection needs its place");
    }
  }

  /**
   * Makes one attempt to reach a peer.
   *
   * @param address whose name is resolved again, since it may mean another one now
   * @param dialer told once: when the attempt failed, or when the connection has ended
   */
  void connect(PublicKey expected, InetSocketAddress address, Dialer dialer) {
    AtomicBoolean told = new AtomicBoolean();
    Runnable once =
        () -> {
          if (!told.getAndSet(true)) {
            dialer.attemptEnded();
          }
        };
    int attempt = dialer.attempts();
    nameResolver.execute(
        () -> {
          InetSocketAddress found = resolve(address, attempt);
          if (dialer.isStopped()) {
            once.run();
          } else {
            connectTo(expected, found, once);
          }
        });
  }

  /** One of the name's addresses, at each attempt the next; unresolved if it has none now. */
  private static InetSocketAddress resolve(InetSocketAddress address, int attempt) {
    try {
      InetAddress[] all = InetAddress.getAllByName(address.getHostString());
      return new InetSocketAddress(all[attempt % all.length], address.getPort());
    } catch (UnknownHostException e) {
      return InetSocketAddress.createUnresolved(address.getHostString(), address.getPort());
    }
  }

  /** Ends the connections that were made to reach a peer, open or not yet; on their thread. */
  void disconnect(PublicKey peer) {
    for (Connection each : sockets.values()) {
      if (each.isDialling(peer)) {
        each.end(CloseReason.HOST, "no longer wanted");
      }
    }
  }

  private void connectTo(PublicKey expected, InetSocketAddress address, Runnable ended) {
    if (closed || address.isUnresolved()) {
      setting.metrics().closed(closed ? CloseReason.SHUTDOWN : CloseReason.UNREACHABLE);
      ended.run();
      return;
    }
    setting.known().add(AddressPrefix.of(address.getAddress()));
    ChannelFuture attempt =
        new Bootstrap()
            .group(loop)
            .channel(loop.connecting())
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(setting.options().handshakeTimeout().toMillis()))
            .handler(initializer(channel -> begin(channel, expected, ended)))
            .connect(address);
    attempt.addListener((ChannelFutureListener) done -> unreachable(done, ended));
  }

  private void unreachable(ChannelFuture attempt, Runnable ended) {
    if (attempt.isSuccess()) {
      return;
    }
    Connection socket = sockets.get(attempt.channel());
    if (socket != null) {
      socket.end(CloseReason.UNREACHABLE, String.valueOf(attempt.cause().getMessage()));
    } else {
      // It failed before there was a connection, or that has ended and reported it.
      ended.run();
    }
  }

  private void begin(Channel channel, PublicKey expected, Runnable ended) {
    Connection connection =
        add(
            channel,
            new Connection(
                setting, channel, Optional.of(expected), () -> {}, lost(channel, ended)));
    if (!connection.isClosed()) {
      beginTls(connection);
    }
  }

  private Consumer<Optional<PublicKey>> lost(Channel channel, Runnable ended) {
    return linked -> {
      sockets.remove(channel);
      linked.ifPresent(linkLost);
      ended.run();
    };
  }

  private Connection add(Channel channel, Connection connection) {
    sockets.put(channel, connection);
    channel.pipeline().addLast(connection);
    if (closed) {
      connection.end(CloseReason.SHUTDOWN, "the process stops");
    }
    return connection;
  }

  /** Writes nothing more, and ends all connections soon. */
  void halt() {
    closed = true;
    var unused = listening.stream().map(Channel::close).toList();
    for (Connection each : sockets.values()) {
      each.halt();
      loop.execute(() -> each.end(CloseReason.FAILED, "this process cannot continue"));
    }
  }

  /**
   * Stops to listen and ends all connections; waits for it, unless a thread of connections calls.
   */
  @Override
  public void close() {
    closed = true;
    List<ChannelFuture> ends = new ArrayList<>();
    listening.forEach(channel -> ends.add(channel.close()));
    for (Map.Entry<Channel, Connection> each : sockets.entrySet()) {
      ends.add(each.getKey().closeFuture());
      Connection socket = each.getValue();
      loop.execute(() -> socket.end(CloseReason.SHUTDOWN, "the process stops"));
    }
    List<Runnable> unused = nameResolver.shutdownNow();
    if (!loop.inEventLoop()) {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
      for (ChannelFuture each : ends) {
        each.awaitUninterruptibly(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    }
  }
}

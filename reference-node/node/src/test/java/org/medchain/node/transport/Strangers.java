package org.medchain.node.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.medchain.node.transport.tls.TlsCredentials;

/** Connections without a certificate of the center that are opened again as soon as they end. */
final class Strangers implements AutoCloseable {
  private final AtomicLong opened = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final int number;
  private volatile boolean ended;

  private Strangers(int number) {
    this.number = number;
  }

  /**
   * Plain connections.
   *
   * @param bytes what the connection with this number sends; its bytes come one at a time, with
   *     pauses, if {@code slowly}
   */
  static Strangers sending(
      InetSocketAddress to, int number, IntFunction<byte[]> bytes, boolean slowly) {
    Strangers strangers = new Strangers(number);
    strangers.start(() -> strangers.run(to, bytes, slowly));
    return strangers;
  }

  /** Connections that end their half of TLS, with a certificate of another authority. */
  static Strangers certifiedElsewhere(InetSocketAddress to, int number, TlsCredentials trust) {
    Strangers strangers = new Strangers(number);
    TlsCredentials foreign =
        new TestAuthority().issue(TransportTestNode.key(99), PeerRole.CONSENSUS_NODE);
    for (int i = 0; i < number; i++) {
      strangers.start(() -> strangers.handshakes(to, trust, foreign));
    }
    return strangers;
  }

  private void start(Runnable run) {
    threads.add(Thread.ofPlatform().daemon().name("stranger").start(run));
  }

  /** How often all of them were opened. */
  long rounds() {
    return opened.get() / number;
  }

  private void handshakes(InetSocketAddress to, TlsCredentials trust, TlsCredentials foreign) {
    while (!ended) {
      opened.incrementAndGet();
      try (RawTlsPeer peer = RawTlsPeer.tls(to, trust, Optional.of(foreign), "TLSv1.3")) {
        peer.awaitEnd();
      } catch (IOException | GeneralSecurityException e) {
        // Refused, as it should be.
      }
    }
  }

  private void run(InetSocketAddress to, IntFunction<byte[]> bytes, boolean slowly) {
    Queue<SocketChannel> all = new ArrayDeque<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < number; i++) {
        all.add(open(to, selector, bytes));
      }
      while (!ended) {
        selector.select(slowly ? 20 : 1000);
        for (SelectionKey key : selector.keys()) {
          if (key.isValid() && slowly && key.attachment() instanceof ByteBuffer rest) {
            sendOne(key, rest);
          }
        }
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid() && !stillOpen(key, slowly)) {
            key.channel().close();
            all.remove(key.channel());
            all.add(open(to, selector, bytes));
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      all.forEach(Strangers::closeQuietly);
    }
  }

  private SocketChannel open(InetSocketAddress to, Selector selector, IntFunction<byte[]> bytes)
      throws IOException {
    long count = opened.getAndIncrement();
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(to);
    channel.register(
        selector, SelectionKey.OP_CONNECT, ByteBuffer.wrap(bytes.apply((int) (count % number))));
    return channel;
  }

  private static void sendOne(SelectionKey key, ByteBuffer rest) {
    SocketChannel channel = (SocketChannel) key.channel();
    if (channel.isConnected() && rest.hasRemaining()) {
      ByteBuffer one = rest.slice(rest.position(), 1);
      try {
        channel.write(one);
        rest.position(rest.position() + 1);
      } catch (IOException e) {
        // It ended; the selector tells.
      }
    }
  }

  private static boolean stillOpen(SelectionKey key, boolean slowly) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        if (!slowly) {
          channel.write((ByteBuffer) key.attachment());
        }
        return true;
      }
      return channel.read(ByteBuffer.allocate(8192)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is not needed any more in any case.
    }
  }

  @Override
  public void close() {
    ended = true;
    for (Thread each : threads) {
      try {
        each.join(TimeUnit.MINUTES.toMillis(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

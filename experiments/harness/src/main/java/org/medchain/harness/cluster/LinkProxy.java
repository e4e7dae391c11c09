package org.medchain.harness.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy between two processes: what connects here reaches one node. It holds bytes back while
 * the link is cut, delays them, changes one of them, or resets its connections; TLS ends at the
 * nodes, so it reads nothing.
 */
final class LinkProxy implements AutoCloseable {
  private static final int CHUNK = 16_384;
  private static final int CHUNKS_UNDERWAY = 256;
  private static final long CUT_POLL_NS = 5_000_000;
  private static final int CONNECT_MS = 2_000;

  private final ServerSocket door;
  private final InetSocketAddress target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger bytesToChange = new AtomicInteger();
  private volatile boolean cut;
  private volatile long delayNs;
  private volatile boolean closed;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record DelayedChunk(byte[] bytes, long atNs) {}

  /** Opens a door on any free port of the loopback address. */
  LinkProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy-" + target.getPort()).start(this::accept);
  }

  /** Where to connect to. */
  InetSocketAddress address() {
    return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
  }

  /** From now on nothing passes, or everything does. */
  void cut(boolean now) {
    cut = now;
  }

  /** Each byte takes so much longer from now on. */
  void delay(long byNs) {
    delayNs = byNs;
  }

  /** Changes one byte of what passes next. */
  void changeOneByte() {
    bytesToChange.incrementAndGet();
  }

  /** Ends all connections that there are. */
  void reset() {
    sockets.forEach(LinkProxy::closeQuietly);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket from = door.accept();
        sockets.add(from);
        Thread.ofVirtual().start(() -> connect(from));
      } catch (IOException e) {
        return; // the proxy was closed
      }
    }
  }

  private void connect(Socket from) {
    Socket to = new Socket();
    sockets.add(to);
    try {
      to.connect(new InetSocketAddress(target.getHostString(), target.getPort()), CONNECT_MS);
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> carry(from, to));
      carry(to, from);
    } catch (IOException e) {
      end(from, to); // the node is not there, as any client would see it
    }
  }

  /** One direction, until either side ends. */
  private void carry(Socket from, Socket to) {
    BlockingQueue<DelayedChunk> underway = new LinkedBlockingQueue<>(CHUNKS_UNDERWAY);
    Thread.ofVirtual().start(() -> deliver(underway, from, to));
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        underway.put(new DelayedChunk(Arrays.copyOf(buffer, read), System.nanoTime() + delayNs));
      }
    } catch (IOException e) {
      end(from, to); // the peer's end is the end of both
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(from, to);
  }

  private void deliver(BlockingQueue<DelayedChunk> underway, Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      while (!from.isClosed()) {
        DelayedChunk chunk = underway.poll(1, TimeUnit.SECONDS);
        if (chunk != null) {
          hold(chunk.atNs());
          out.write(changed(chunk.bytes()));
          out.flush();
        }
      }
    } catch (IOException e) {
      end(from, to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hold(long atNs) {
    long leftNs = atNs - System.nanoTime();
    if (leftNs > 0) {
      LockSupport.parkNanos(leftNs);
    }
    while (cut && !closed) {
      LockSupport.parkNanos(CUT_POLL_NS);
    }
  }

  private byte[] changed(byte[] bytes) {
    if (bytesToChange.get() > 0 && bytesToChange.getAndDecrement() > 0) {
      bytes[bytes.length / 2] ^= 0x10;
    }
    return bytes;
  }

  private void end(Socket from, Socket to) {
    closeQuietly(from);
    closeQuietly(to);
    sockets.remove(from);
    sockets.remove(to);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      return; // It is gone, which is all that was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    door.close();
    reset();
  }
}

package org.medchain.cluster.link;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy between two processes: what connects here reaches one of them. Each direction delays
 * what passes and keeps its order, so that nothing overtakes what is slower, as over one TCP
 * connection (CLUSTER-28). It holds bytes back while the link is cut, delays them further, changes
 * one of them, or resets its connections (FAULT-1); TLS ends at the processes, so it reads nothing.
 */
public final class LinkProxy implements AutoCloseable {
  private static final int CHUNK = 16_384;

  /** In one direction; a sender that is faster waits, as for a full window of TCP's. */
  private static final int CHUNKS_UNDERWAY = 1_024;

  private static final long CUT_POLL_MS = 5;
  private static final int CONNECT_MS = 2_000;

  private final ServerSocket door;
  private final InetSocketAddress target;
  private final LinkDirection there;
  private final LinkDirection back;
  private final ExecutorService threads;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger bytesToChange = new AtomicInteger();
  private volatile boolean cut;
  private volatile long furtherNs;

  /** What was read at once; nothing is the end of the stream. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record DelayedChunk(byte[] bytes, long cameNs, long dueNs) {}

  /**
   * Opens a door on any free port of the loopback address.
   *
   * @param there to the target
   * @param back from it
   */
  public LinkProxy(InetSocketAddress target, LinkDirection there, LinkDirection back)
      throws IOException {
    this.target = target;
    this.there = there;
    this.back = back;
    this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    this.threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("proxy-" + door.getLocalPort() + "-", 0).factory());
    start(this::accept);
  }

  private void start(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      return; // The proxy is closed, and with it all that this would have carried.
    }
  }

  /** Where to connect to. */
  public InetSocketAddress address() {
    return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
  }

  /** From now on nothing passes, or everything does. */
  public void cut(boolean now) {
    cut = now;
  }

  /** Each byte takes so much longer from now on. */
  public void delay(long byNs) {
    furtherNs = byNs;
  }

  /** Changes one byte of what passes next. */
  public void changeOneByte() {
    bytesToChange.incrementAndGet();
  }

  /** Ends all connections that there are. */
  public void reset() {
    sockets.forEach(LinkProxy::closeQuietly);
  }

  private void accept() {
    while (true) {
      try {
        Socket from = door.accept();
        sockets.add(from);
        start(() -> connect(from));
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
    } catch (IOException e) {
      end(from, to); // the node is not there, as any client would see it
      return;
    }
    start(() -> carry(from, to, there));
    carry(to, from, back);
  }

  /** One direction, until either side ends. */
  private void carry(Socket from, Socket to, LinkDirection direction) {
    BlockingQueue<DelayedChunk> underway = new LinkedBlockingQueue<>(CHUNKS_UNDERWAY);
    start(() -> deliver(underway, from, to, direction));
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      long dueNs = System.nanoTime();
      long latencyNs = 0;
      int read = 0;
      while (read >= 0) {
        // What fills a buffer is a part of something, of which the rest takes as long.
        boolean more = read == CHUNK;
        read = in.read(buffer);
        byte[] bytes = Arrays.copyOf(buffer, Math.max(read, 0));
        long nowNs = System.nanoTime();
        latencyNs = more ? latencyNs : direction.drawNs();
        long arrivalNs = direction.departureNs(nowNs, bytes.length) + latencyNs + furtherNs;
        dueNs = Math.max(dueNs, arrivalNs);
        underway.put(new DelayedChunk(bytes, nowNs, dueNs));
      }
    } catch (IOException e) {
      end(from, to); // a reset is the end of both at once
      underway.clear();
      underway.add(new DelayedChunk(new byte[0], 0, System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(
      BlockingQueue<DelayedChunk> underway, Socket from, Socket to, LinkDirection direction) {
    try {
      OutputStream out = to.getOutputStream();
      while (true) {
        DelayedChunk chunk = underway.take();
        hold(chunk.dueNs());
        if (chunk.bytes().length == 0) {
          return;
        }
        out.write(changed(chunk.bytes()));
        direction.measured().passed(chunk.cameNs(), chunk.dueNs(), System.nanoTime());
      }
    } catch (IOException e) {
      return; // the receiver is gone, which is the end of both
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(from, to);
      underway.clear(); // a reader that waits for room finds its socket closed
    }
  }

  private void hold(long dueNs) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(dueNs - System.nanoTime());
    while (cut) {
      TimeUnit.MILLISECONDS.sleep(CUT_POLL_MS);
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

  /** Returns when none of its threads is left. */
  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
    threads.close();
    reset();
  }
}

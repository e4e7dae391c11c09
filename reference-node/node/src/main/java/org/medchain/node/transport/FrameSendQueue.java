package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The frames that wait to be written to one peer: bounded by bytes (CONN-9), in the order in which
 * it was sent (CONN-5). Frames are gathered into pieces before TLS sees them; while the peer does
 * not read, they stay here, where they are compact.
 */
final class FrameSendQueue {
  /** About four TLS records. */
  private static final int PIECE = 1 << 16;

  /** A frame of this size is not worth a copy. */
  private static final int LARGE = 1 << 14;

  private final Channel channel;
  private final LoopFlusher turn;
  private final TransportMetrics counts;
  private final int limit;
  private final AtomicInteger queued = new AtomicInteger();
  private final Queue<ByteBuf> pieces = new ArrayDeque<>();
  private ByteBuf last;
  private boolean flushMarked;
  private volatile boolean ended;
  private volatile long progressNs;
  private long lastProgressNs;

  FrameSendQueue(Channel channel, TransportContext setting) {
    this.channel = channel;
    this.turn = setting.turn();
    this.counts = setting.metrics();
    this.limit = setting.options().queueBytes();
    this.progressNs = System.nanoTime();
    this.lastProgressNs = progressNs;
  }

  /**
   * Queues an encoded packet; false if there is no room or the connection has ended. Any thread.
   */
  boolean offer(byte[] packet) {
    if (ended || !reserve(packet.length)) {
      counts.dropped.increment();
      return false;
    }
    counts.framesOut.increment();
    if (turn.loop().inEventLoop()) {
      append(packet);
    } else {
      turn.loop().execute(() -> append(packet));
    }
    return true;
  }

  private boolean reserve(int bytes) {
    int before = queued.getAndAdd(bytes);
    if (before + bytes > limit || before + bytes < 0) {
      queued.addAndGet(-bytes);
      return false;
    }
    if (before == 0) {
      progressNs = System.nanoTime();
    }
    return true;
  }

  private void append(byte[] packet) {
    if (ended) {
      return;
    }
    if (packet.length >= LARGE) {
      sealBuffer();
      // Shared between links, and only ever read.
      pieces.add(Unpooled.wrappedBuffer(packet));
    } else {
      if (last != null && last.writableBytes() < packet.length) {
        sealBuffer();
      }
      if (last == null) {
        last = channel.alloc().directBuffer(LARGE, PIECE);
      }
      last.writeBytes(packet);
    }
    if (!flushMarked) {
      flushMarked = true;
      turn.unflushed(this);
    }
  }

  private void sealBuffer() {
    if (last != null) {
      pieces.add(last);
      last = null;
    }
  }

  /** Writes as much as the socket takes. Only on the loop's thread. */
  void flush() {
    flushMarked = false;
    if (ended || !channel.isWritable()) {
      return;
    }
    sealBuffer();
    int unflushed = 0;
    for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      int bytes = piece.readableBytes();
      counts.bytesOut.add(bytes);
      channel
          .write(piece)
          .addListener((ChannelFutureListener) written -> sent(bytes, written.isSuccess()));
      unflushed += bytes;
      if (unflushed >= PIECE) {
        channel.flush();
        unflushed = 0;
        if (ended || !channel.isWritable()) {
          return;
        }
      }
    }
    lastProgressNs = System.nanoTime();
    channel.flush();
  }

  private void sent(int bytes, boolean success) {
    queued.addAndGet(-bytes);
    if (success) {
      progressNs = System.nanoTime();
    }
  }

  /** Bytes that wait. Any thread. */
  int queued() {
    return ended ? 0 : queued.get();
  }

  /** Since when nothing was written, by the platform's clock, in nanoseconds. */
  long lastProgressNs() {
    return lastProgressNs;
  }

  /** Whether frames have waited since before {@code ns} without progress. */
  boolean isStalledSince(long ns) {
    return queued.get() > 0 && progressNs - ns < 0;
  }

  /** From now on nothing is taken or written; {@link #end} has to follow. Any thread. */
  void halt() {
    ended = true;
  }

  /** Drops the waiting frames. Only on the loop's thread. */
  void end() {
    ended = true;
    sealBuffer();
    pieces.forEach(ByteBuf::release);
    pieces.clear();
  }
}

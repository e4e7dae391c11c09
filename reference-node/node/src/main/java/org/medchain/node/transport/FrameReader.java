package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.function.Consumer;
import org.medchain.data.MalformedInput;

/**
 * Cuts a stream of bytes into packets. A length is judged before anything is reserved for it, and
 * what is kept grows with the bytes that came, not with those that were announced (CONN-3).
 */
final class FrameReader {
  private final Consumer<Packet> sink;
  private int limit;
  private ByteBuf kept;
  private boolean stopped;

  /** With the longest packet to take, its length not counted. */
  FrameReader(int limit, Consumer<Packet> sink) {
    this.limit = limit;
    this.sink = sink;
  }

  /** From now on packets up to this length are taken. */
  void limit(int bytes) {
    limit = bytes;
  }

  /**
   * Takes bytes over and hands on what is whole.
   *
   * @throws MalformedInput if they cannot be packets; the reader is of no use afterwards
   */
  void feed(ByteBufAllocator allocator, ByteBuf bytes) {
    if (stopped) {
      bytes.release();
      return;
    }
    kept =
        kept == null
            ? bytes
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, kept, bytes);
    boolean whole = false;
    try {
      drain();
      whole = true;
    } finally {
      stopped |= !whole;
      settle();
    }
  }

  private void drain() {
    while (!stopped && kept.readableBytes() >= FrameCodec.LENGTH_BYTES) {
      int length = kept.getIntLE(kept.readerIndex());
      if (length < 1 || length > limit) {
        throw new MalformedInput(
            "a frame of " + Integer.toUnsignedString(length) + " bytes; allowed are 1 to " + limit);
      }
      if (kept.readableBytes() < FrameCodec.LENGTH_BYTES + length) {
        return;
      }
      kept.skipBytes(FrameCodec.LENGTH_BYTES);
      sink.accept(FrameCodec.decode(kept, length));
    }
  }

  private void settle() {
    if (stopped || !kept.isReadable()) {
      kept.release();
      kept = null;
    } else {
      kept.discardSomeReadBytes();
    }
  }

  /** Takes nothing more; may be called from within the sink. */
  void stop(boolean reading) {
    stopped = true;
    if (!reading && kept != null) {
      kept.release();
      kept = null;
    }
  }
}

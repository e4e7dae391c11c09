package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.function.Consumer;
import org.medchain.data.MalformedInput;

/**
 * Cuts a stream of bytes into packets. A length is checked before anything is reserved for it, and
 * memory grows with the received bytes, not with the announced ones (CONN-3).
 */
final class FrameReader {
  private final Consumer<Packet> sink;
  private int limit;
  private ByteBuf buffered;
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
   * Takes bytes and passes complete frames on.
   *
   * @throws MalformedInput if they cannot be packets; the reader is of no use afterwards
   */
  void feed(ByteBufAllocator allocator, ByteBuf bytes) {
    if (stopped) {
      bytes.release();
      return;
    }
    buffered =
        buffered == null
            ? bytes
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, buffered, bytes);
    boolean whole = false;
    try {
      drain();
      whole = true;
    } finally {
      stopped |= !whole;
      shrinkBuffer();
    }
  }

  private void drain() {
    while (!stopped && buffered.readableBytes() >= FrameCodec.LENGTH_BYTES) {
      int length = buffered.getIntLE(buffered.readerIndex());
      if (length < 1 || length > limit) {
        throw new MalformedInput(
            "a frame of " + Integer.toUnsignedString(length) + " bytes; allowed are 1 to " + limit);
      }
      if (buffered.readableBytes() < FrameCodec.LENGTH_BYTES + length) {
        return;
      }
      buffered.skipBytes(FrameCodec.LENGTH_BYTES);
      sink.accept(FrameCodec.decode(buffered, length));
    }
  }

  private void shrinkBuffer() {
    if (stopped || !buffered.isReadable()) {
      buffered.release();
      buffered = null;
    } else {
      buffered.discardSomeReadBytes();
    }
  }

  /** Takes nothing more; may be called from within the sink. */
  void stop(boolean reading) {
    stopped = true;
    if (!reading && buffered != null) {
      buffered.release();
      buffered = null;
    }
  }
}

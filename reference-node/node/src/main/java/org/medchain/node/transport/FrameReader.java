package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.IntConsumer;
import org.medchain.data.MalformedInput;

/**
 * Cuts a stream of bytes into packets. A length is checked before anything is reserved for it, and
 * memory grows with the received bytes, not with the announced ones (CONN-3).
 */
final class FrameReader extends ByteToMessageDecoder {
  private final IntConsumer received;
  private int limit;
  private boolean stopped;

  /**
   * @param limit bytes of the longest packet to take, its length not counted
   * @param received is told how many bytes came, packets or parts of one
   */
  FrameReader(int limit, IntConsumer received) {
    this.limit = limit;
    this.received = received;
  }

  /** From now on packets up to this length are taken. */
  void limit(int bytes) {
    limit = bytes;
  }

  /** Takes nothing more; may be called while a packet is received. */
  void stop() {
    stopped = true;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (!stopped && message instanceof ByteBuf bytes) {
      received.accept(bytes.readableBytes());
    }
    super.channelRead(ctx, message);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (stopped) {
      in.skipBytes(in.readableBytes());
    } else if (in.readableBytes() >= FrameCodec.LENGTH_BYTES) {
      int length = in.getIntLE(in.readerIndex());
      if (length < 1 || length > limit) {
        throw new MalformedInput(
            "a frame of " + Integer.toUnsignedString(length) + " bytes; allowed are 1 to " + limit);
      }
      if (in.readableBytes() >= FrameCodec.LENGTH_BYTES + length) {
        in.skipBytes(FrameCodec.LENGTH_BYTES);
        out.add(FrameCodec.decode(in, length));
      }
    }
  }

  /** Not the superclass's, which reads on behind a part of a packet when reading is paused. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    discardSomeReadBytes();
    ctx.fireChannelReadComplete();
  }
}

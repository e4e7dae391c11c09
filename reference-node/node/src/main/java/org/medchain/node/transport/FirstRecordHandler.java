package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * An incoming connection until its first TLS record is here (CONN-17). Until then it costs a socket
 * and what it sent, and no engine of TLS.
 */
final class FirstRecordHandler extends ChannelInboundHandlerAdapter implements OpenSocket {
  private static final int HEADER_BYTES = 5;
  private static final int HANDSHAKE_RECORD = 22;
  private static final int VERSION_MAJOR = 3;
  private static final int MAX_RECORD = 1 << 14;

  private final TransportContext setting;
  private final LoopFlusher turn;
  private final Channel channel;
  private final Runnable complete;
  private final Runnable ended;
  private final Future<?> timer;
  private ByteBuf buffered;
  private boolean done;

  /**
   * For a channel that was accepted.
   *
   * @param complete is called when the record is here: it adds the next handlers, or ends this
   * @param ended is called instead if the connection ends before, once
   */
  FirstRecordHandler(
      TransportContext setting,
      LoopFlusher turn,
      Channel channel,
      Runnable complete,
      Runnable ended) {
    this.setting = setting;
    this.turn = turn;
    this.channel = channel;
    this.complete = complete;
    this.ended = ended;
    long limitNs = setting.options().firstRecordTimeout().toNanos();
    this.timer =
        turn.loop()
            .schedule(
                () -> end(CloseReason.TIMEOUT, "the first record took too long"),
                limitNs,
                TimeUnit.NANOSECONDS);
  }

  @Override
  public LoopFlusher turn() {
    return turn;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (done || !(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
      return;
    }
    buffered =
        buffered == null
            ? bytes
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), buffered, bytes);
    if (!canBegin()) {
      end(CloseReason.TLS, "the first bytes are not those of TLS");
    } else if (isWhole()) {
      proceed(ctx);
    }
  }

  private boolean canBegin() {
    int at = buffered.readerIndex();
    int read = buffered.readableBytes();
    return (read < 1 || buffered.getUnsignedByte(at) == HANDSHAKE_RECORD)
        && (read < 2 || buffered.getUnsignedByte(at + 1) == VERSION_MAJOR)
        && (read < HEADER_BYTES || (length() > 0 && length() <= MAX_RECORD));
  }

  private int length() {
    return buffered.getUnsignedShort(buffered.readerIndex() + HEADER_BYTES - 2);
  }

  private boolean isWhole() {
    return buffered.readableBytes() >= HEADER_BYTES
        && buffered.readableBytes() >= HEADER_BYTES + length();
  }

  private void proceed(ChannelHandlerContext ctx) {
    complete.run();
    if (done) {
      return;
    }
    done = true;
    timer.cancel(false);
    ByteBuf record = buffered;
    buffered = null;
    ctx.fireChannelRead(record);
    ctx.pipeline().remove(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(CloseReason.REMOTE, "the peer ended it");
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof Error error) {
      setting.errors().accept(error);
    }
    end(CloseReason.IO, String.valueOf(cause.getMessage()));
  }

  @Override
  public void end(CloseReason why, String text) {
    if (done) {
      return;
    }
    done = true;
    timer.cancel(false);
    setting.metrics().closed(why);
    if (why.isRefusal()) {
      setting.metrics().refused(why, text, String.valueOf(channel.remoteAddress()));
    }
    if (buffered != null) {
      buffered.release();
      buffered = null;
    }
    var unused = channel.close();
    ended.run();
  }
}

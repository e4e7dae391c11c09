package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * An incoming connection until its first TLS record is here (CONN-17). Until then it costs a socket
 * and what it sent, and no engine of TLS.
 */
final class FirstRecordHandler extends ByteToMessageDecoder implements OpenSocket {
  private static final int HEADER_BYTES = 5;
  private static final int HANDSHAKE_RECORD = 22;
  private static final int VERSION_MAJOR = 3;
  private static final int MAX_RECORD = 1 << 14;

  private final TransportContext setting;
  private final Channel channel;
  private final Runnable complete;
  private final Runnable ended;
  private final Future<?> timer;
  private boolean done;

  /**
   * For a channel that was accepted.
   *
   * @param complete is called when the record is here: it adds the next handlers, or ends this
   * @param ended is called instead if the connection ends before, once
   */
  FirstRecordHandler(TransportContext setting, Channel channel, Runnable complete, Runnable ended) {
    this.setting = setting;
    this.channel = channel;
    this.complete = complete;
    this.ended = ended;
    long limitNs = setting.options().firstRecordTimeout().toNanos();
    this.timer =
        channel
            .eventLoop()
            .schedule(
                () -> end(CloseReason.TIMEOUT, "the first record took too long"),
                limitNs,
                TimeUnit.NANOSECONDS);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int at = in.readerIndex();
    int read = in.readableBytes();
    int length = read < HEADER_BYTES ? 1 : in.getUnsignedShort(at + HEADER_BYTES - 2);
    if (done) {
      in.skipBytes(read);
    } else if (in.getUnsignedByte(at) != HANDSHAKE_RECORD
        || (read > 1 && in.getUnsignedByte(at + 1) != VERSION_MAJOR)
        || length < 1
        || length > MAX_RECORD) {
      end(CloseReason.TLS, "the first bytes are not those of TLS");
    } else if (read >= HEADER_BYTES + length) {
      complete.run();
      if (!done) {
        done = true;
        timer.cancel(false);
        ctx.pipeline().remove(this); // hands on what it has
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    end(CloseReason.REMOTE, "the peer ended it");
    super.channelInactive(ctx);
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
    var unused = channel.close();
    ended.run();
  }
}

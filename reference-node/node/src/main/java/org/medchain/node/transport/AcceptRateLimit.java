package org.medchain.node.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Accepts a bounded number of connections a second (CONN-17): beyond it they wait in the system's
 * queue, where they cost this process nothing. It is the first handler of a listening socket.
 */
final class AcceptRateLimit extends ChannelInboundHandlerAdapter {
  /** A second has this number of parts, each with its share. */
  private static final int PARTS = 4;

  private static final int PER_PART = 256 / PARTS;

  private final TransportMetrics metrics;
  private int accepted;
  private boolean scheduled;

  AcceptRateLimit(TransportMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    accepted++;
    schedulePart(ctx);
    ctx.fireChannelRead(message);
  }

  private void schedulePart(ChannelHandlerContext ctx) {
    if (accepted >= PER_PART) {
      ctx.channel().config().setAutoRead(false);
    }
    if (!scheduled) {
      scheduled = true;
      long partNs = TimeUnit.SECONDS.toNanos(1) / PARTS;
      var unused = ctx.executor().schedule(() -> beginPart(ctx), partNs, TimeUnit.NANOSECONDS);
    }
  }

  private void beginPart(ChannelHandlerContext ctx) {
    scheduled = false;
    if (accepted >= PER_PART) {
      metrics.acceptPauses.increment();
      ctx.channel().config().setAutoRead(true);
    }
    accepted = 0;
  }

  /** Where accepting a connection itself fails, as without descriptors, it pauses as well. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    metrics.closed(CloseReason.IO);
    accepted = PER_PART;
    schedulePart(ctx);
  }
}

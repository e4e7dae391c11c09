package org.medchain.node.transport.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;

/**
 * A TLS handler that drops errors after the connection's end: a certificate may be found invalid
 * when the peer has left already, and then no handler is left for the error (CONN-7).
 */
final class QuietSslHandler extends SslHandler {
  /** Takes the engine of a handler that is not used otherwise. */
  QuietSslHandler(SslHandler plain, Executor checks) {
    super(plain.engine(), checks);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (!ctx.isRemoved()) {
      super.exceptionCaught(ctx, cause);
    }
  }
}

package org.medchain.node.transport.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/**
 * Whether native code for TLS does what the library above it expects. Loading it proves little:
 * where the versions of the two do not fit, the first handshake ends with an error of linkage.
 */
final class NativeTlsProbe {
  /** A handshake takes three flights, tickets one more. */
  private static final int MAX_FLIGHTS = 8;

  private NativeTlsProbe() {}

  /** Tries a handshake in memory; refused credentials are no fault of the native code. */
  static boolean isUsable(SslContext server, SslContext client) {
    EmbeddedChannel accepting = new EmbeddedChannel();
    EmbeddedChannel connecting = new EmbeddedChannel();
    try {
      SslHandler right = server.newHandler(accepting.alloc());
      SslHandler left = client.newHandler(connecting.alloc());
      accepting.pipeline().addLast(right);
      connecting.pipeline().addLast(left);
      for (int i = 0; i < MAX_FLIGHTS; i++) {
        move(connecting, accepting);
        move(accepting, connecting);
      }
      return linked(left.handshakeFuture().cause()) && linked(right.handshakeFuture().cause());
    } catch (LinkageError e) {
      return false;
    } finally {
      end(connecting);
      end(accepting);
    }
  }

  private static void end(EmbeddedChannel channel) {
    var unused = channel.close();
    channel.releaseInbound();
    channel.releaseOutbound();
  }

  private static boolean linked(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof LinkageError) {
        return false;
      }
    }
    return true;
  }

  private static void move(EmbeddedChannel from, EmbeddedChannel to) {
    for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      // Failures are examined afterwards, by kind.
      to.pipeline().fireChannelRead(bytes);
    }
    to.pipeline().fireChannelReadComplete();
    to.runPendingTasks();
  }
}

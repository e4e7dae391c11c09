package org.medchain.node.transport;

import io.netty.channel.Channel;
import java.util.Optional;
import org.medchain.data.PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line of a connection that ended; its reason is counted elsewhere (CONN-7). */
final class ConnectionEndLog {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private ConnectionEndLog() {}

  /** Of a link, whose peer is known. */
  static void linkEnded(PublicKey peer, CloseReason why, String text) {
    LOG.atInfo()
        .addKeyValue("peer", peer.brief())
        .addKeyValue("reason", why.tag())
        .log("connection ended: {}", text);
  }

  /** Unknown peers must not fill the log: only their refusals are logged, at a bounded rate. */
  static void endedBefore(
      TransportMetrics metrics,
      Channel channel,
      Optional<PublicKey> peer,
      CloseReason why,
      String text) {
    if (why.isRefusal()) {
      metrics.refused(why, text, String.valueOf(channel.remoteAddress()));
    } else {
      LOG.atDebug()
          .addKeyValue("peer", peer.map(PublicKey::brief).orElse("unknown"))
          .addKeyValue("reason", why.tag())
          .log("connection ended: {}", text);
    }
  }
}

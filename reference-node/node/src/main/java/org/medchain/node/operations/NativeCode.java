package org.medchain.node.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.node.crypto.NativeProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native libraries that this process lacks (NODE-13): everything works, and one line of the log
 * names the slower parts.
 */
public final class NativeCode {
  private static final Logger LOG = LoggerFactory.getLogger(NativeCode.class);

  private NativeCode() {}

  /**
   * Logs the slower parts as soon as it is known whether the index is in native code.
   *
   * @param tls whether TLS is
   * @param sockets whether connections are
   * @param index completes with whether the index is
   */
  public static void logWhenKnown(boolean tls, boolean sockets, CompletableFuture<Boolean> index) {
    var unused = index.thenAccept(rocks -> log(tls, sockets, rocks));
  }

  private static void log(boolean tls, boolean epoll, boolean index) {
    List<String> missing = new ArrayList<>();
    if (!tls) {
      missing.add("TLS");
    }
    if (!epoll) {
      missing.add("connections (epoll)");
    }
    if (NativeProvider.find().isEmpty()) {
      missing.add("signatures");
    }
    if (!index) {
      missing.add("the index (in memory, made again at each start)");
    }
    if (!missing.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("platform", System.getProperty("os.name"))
          .addKeyValue("processor", System.getProperty("os.arch"))
          .log("slower without native code: {}", String.join(", ", missing));
    }
  }
}

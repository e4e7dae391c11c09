package org.medchain.node.operations;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    String missing =
        Stream.of(
                tls ? "" : "TLS",
                epoll ? "" : "connections (epoll)",
                NativeProvider.find().isPresent() ? "" : "signatures",
                index ? "" : "the index (in memory, made again at each start)")
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("platform", System.getProperty("os.name"))
          .addKeyValue("processor", System.getProperty("os.arch"))
          .log("slower without native code: {}", missing);
    }
  }
}

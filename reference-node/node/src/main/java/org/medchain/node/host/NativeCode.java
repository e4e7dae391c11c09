package org.medchain.node.host;

import java.util.ArrayList;
import java.util.List;
import org.medchain.node.crypto.NativeProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native libraries that this process lacks (NODE-13): everything works, and one line of the log
 * names the slower parts.
 *
 * @param missing what each would do faster
 */
record NativeCode(List<String> missing) {
  private static final Logger LOG = LoggerFactory.getLogger(NativeCode.class);

  /** Checks which libraries are there. */
  static NativeCode of(boolean tls, boolean epoll, boolean index) {
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
    return new NativeCode(missing);
  }

  /** Logs the slower parts, if there are any. */
  void log() {
    if (!missing.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("platform", System.getProperty("os.name"))
          .addKeyValue("processor", System.getProperty("os.arch"))
          .log("slower without native code: {}", String.join(", ", missing));
    }
  }
}

package org.medchain.node.transport.unproven;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that connections without a certificate need more places than there are (CONN-19): at most
 * one line a minute, with the numbers since the last one, so that strangers cannot fill the log.
 */
public final class CrowdingLog {
  static final long PERIOD_NS = TimeUnit.MINUTES.toNanos(1);

  private static final Logger LOG = LoggerFactory.getLogger(CrowdingLog.class);

  private long lastLineNs = System.nanoTime() - PERIOD_NS;
  private long evicted;
  private long refused;

  /**
   * The numbers of a line.
   *
   * @param evicted connections whose place another one took
   * @param refused connections for which there was no place
   */
  record CrowdingCounts(long evicted, long refused) {}

  /** A connection has lost its place to another one. */
  public void evicted(InetAddress from) {
    log(count(true, System.nanoTime()), from);
  }

  /** A connection finds no place. */
  public void refused(InetAddress from) {
    log(count(false, System.nanoTime()), from);
  }

  private static void log(Optional<CrowdingCounts> line, InetAddress from) {
    if (line.isPresent()) {
      LOG.atWarn()
          .addKeyValue("evicted", line.get().evicted())
          .addKeyValue("refused", line.get().refused())
          .addKeyValue("last", from.getHostAddress())
          .log("more connections without a certificate than there are places");
    }
  }

  /** Counts one; what a line has to say, if one is due. */
  synchronized Optional<CrowdingCounts> count(boolean isEvicted, long nowNs) {
    if (isEvicted) {
      evicted++;
    } else {
      refused++;
    }
    if (nowNs - lastLineNs < PERIOD_NS) {
      return Optional.empty();
    }
    CrowdingCounts counts = new CrowdingCounts(evicted, refused);
    lastLineNs = nowNs;
    evicted = 0;
    refused = 0;
    return Optional.of(counts);
  }
}

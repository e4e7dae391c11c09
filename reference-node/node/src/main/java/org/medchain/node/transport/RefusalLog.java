package org.medchain.node.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections that are refused, at a bounded rate: anybody can ask for one, and must not be
 * able to fill the log (CONN-16). Those without a line are counted, and the next line says how many
 * they were.
 */
final class RefusalLog {
  /** Enough for every process of a cluster with a wrong certificate. */
  static final int LINES_PER_PERIOD = 20;

  static final long PERIOD_NS = TimeUnit.MINUTES.toNanos(1);

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private final Counter unlogged;
  private long periodBeganNs;
  private int lines = LINES_PER_PERIOD;
  private long sinceLastLine;

  RefusalLog(MeterRegistry meterSet) {
    unlogged = meterSet.counter("medchain.transport.refusals.unlogged");
    periodBeganNs = System.nanoTime() - PERIOD_NS;
  }

  /** A connection is refused, by this process or because of what the peer shows. */
  void refused(CloseReason why, String text, String from) {
    OptionalLong before = admit(System.nanoTime());
    if (before.isPresent()) {
      LOG.atWarn()
          .addKeyValue("reason", why.tag())
          .addKeyValue("from", from)
          .addKeyValue("unlogged", before.getAsLong())
          .log("connection refused: {}", text);
    }
  }

  /** How many were left out since the last line; empty if this one is to be left out as well. */
  synchronized OptionalLong admit(long nowNs) {
    if (nowNs - periodBeganNs >= PERIOD_NS) {
      periodBeganNs = nowNs;
      lines = 0;
    }
    if (lines == LINES_PER_PERIOD) {
      unlogged.increment();
      sinceLastLine++;
      return OptionalLong.empty();
    }
    lines++;
    OptionalLong before = OptionalLong.of(sinceLastLine);
    sinceLastLine = 0;
    return before;
  }
}

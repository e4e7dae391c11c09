package org.medchain.node.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and logs what was not read for a peer (STO-25), with one line a minute at most: a peer may
 * request it as often as it likes.
 */
final class RefusedReads {
  static final long PERIOD_NS = TimeUnit.MINUTES.toNanos(1);

  private static final Logger LOG = LoggerFactory.getLogger(RefusedReads.class);

  private final Counter all;
  private long lastLineNs;
  private long sinceLastLine;

  RefusedReads(MeterRegistry meters) {
    all =
        Counter.builder("medchain.storage.reads.refused")
            .description("parts of snapshots that could not be read for a peer")
            .register(meters);
    lastLineNs = System.nanoTime() - PERIOD_NS;
  }

  /** A part of a snapshot is refused. */
  void refused(long height, int part, Exception why) {
    all.increment();
    long unlogged = admit(System.nanoTime());
    if (unlogged >= 0) {
      LOG.atWarn()
          .addKeyValue("height", height)
          .addKeyValue("part", part)
          .addKeyValue("unlogged", unlogged)
          .log("a part of a snapshot is refused to a peer: {}", why.getMessage());
    }
  }

  /** How many had no line since the last one; −1 if this one has none either. */
  synchronized long admit(long nowNs) {
    if (nowNs - lastLineNs < PERIOD_NS) {
      sinceLastLine++;
      return -1;
    }
    lastLineNs = nowNs;
    long unlogged = sinceLastLine;
    sinceLastLine = 0;
    return unlogged;
  }
}

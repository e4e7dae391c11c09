package org.medchain.cluster.link;

import java.util.Optional;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.metrics.LinkDelays;

/** How long proxies held what passed them, and how late they were; for any thread. */
public final class MeasuredDelays {
  private static final double NS_PER_MS = 1e6;
  private static final int DIGITS = 3;

  private final Histogram heldNs = new ConcurrentHistogram(DIGITS);
  private final Histogram lateNs = new ConcurrentHistogram(DIGITS);

  void passed(long cameNs, long dueNs, long nowNs) {
    heldNs.recordValue(nowNs - cameNs);
    lateNs.recordValue(Math.max(0, nowNs - dueNs));
  }

  /** So far; empty before anything has passed. */
  public Optional<LinkDelays> figures() {
    return heldNs.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(
            new LinkDelays(
                heldNs.getValueAtPercentile(50) / NS_PER_MS,
                heldNs.getValueAtPercentile(99) / NS_PER_MS,
                lateNs.getValueAtPercentile(50) / NS_PER_MS));
  }
}

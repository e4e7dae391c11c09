package org.medchain.node.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts (CONN-12): each twice the last up to a most, shortened at random. */
final class ExponentialBackoff {
  private final long initialNs;
  private final long maxNs;
  private final RandomGenerator random;
  private long nextNs;

  ExponentialBackoff(Duration first, Duration most, RandomGenerator random) {
    this.initialNs = first.toNanos();
    this.maxNs = most.toNanos();
    this.random = random;
    this.nextNs = initialNs;
  }

  /**
   * The next pause in nanoseconds: between half and the whole, so that peers do not march in step.
   */
  long nextNsDelay() {
    long whole = nextNs;
    nextNs = whole > maxNs / 2 ? maxNs : whole * 2;
    return whole - random.nextLong(whole / 2 + 1);
  }

  /** Begins again with the shortest. */
  void reset() {
    nextNs = initialNs;
  }
}

package org.medchain.node.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts (CONN-12): each twice the last up to a most, shortened at random. */
final class BackOff {
  private final long firstNs;
  private final long mostNs;
  private final RandomGenerator random;
  private long nextNs;

  BackOff(Duration first, Duration most, RandomGenerator random) {
    this.firstNs = first.toNanos();
    this.mostNs = most.toNanos();
    this.random = random;
    this.nextNs = firstNs;
  }

  /**
   * The next pause in nanoseconds: between half and the whole, so that peers do not march in step.
   */
  long next() {
    long whole = nextNs;
    nextNs = whole > mostNs / 2 ? mostNs : whole * 2;
    return whole - random.nextLong(whole / 2 + 1);
  }

  /** Begins again with the shortest. */
  void reset() {
    nextNs = firstNs;
  }
}

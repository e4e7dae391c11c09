package org.medchain.simulation.event;

import java.util.Arrays;

/**
 * How far ahead events were scheduled lately, by powers of two: what the length and the number of
 * the buckets follow. It depends on the events alone, never on the computer.
 */
final class DelayCounts {
  /** This part of the events may be beyond all buckets. */
  private static final int FAR_PART = 16;

  private static final int MIN_SAMPLE = 4096;
  private static final int MIN_BUCKETS = 1024;
  private static final int MAX_BUCKETS = 1 << 18;

  /** A bucket for this number of events at the busiest time. */
  private static final int EVENTS_PER_BUCKET = 4;

  private final int[] counts = new int[Long.SIZE + 1];
  private int total;
  private int peak;

  /** An event was scheduled; {@code pending} are to come now. */
  void add(long delayNs, int pending) {
    counts[Long.SIZE - Long.numberOfLeadingZeros(delayNs)]++;
    total++;
    peak = Math.max(peak, pending);
  }

  /**
   * Whether there were enough events, so that sorting all of them into new buckets costs little.
   */
  boolean isSufficient() {
    return total >= MIN_SAMPLE && total >= 4 * peak;
  }

  /** Begins again. */
  void clear(int pending) {
    Arrays.fill(counts, 0);
    total = 0;
    peak = pending;
  }

  /** A suitable number of buckets. */
  int bucketCount() {
    int wanted = Math.clamp(peak / EVENTS_PER_BUCKET, MIN_BUCKETS, MAX_BUCKETS);
    return Integer.highestOneBit(2 * wanted - 1);
  }

  /** The period of a bucket, as a power of two, with which {@code buckets} cover most delays. */
  int shift(int buckets) {
    int exponent = 0;
    int covered = counts[0];
    while (covered < total - total / FAR_PART) {
      covered += counts[++exponent];
    }
    return Math.max(0, exponent - Integer.numberOfTrailingZeros(buckets));
  }
}

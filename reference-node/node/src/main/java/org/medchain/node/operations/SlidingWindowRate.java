package org.medchain.node.operations;

/**
 * Counts what happened in the last seconds (OPS-6): a ring of whole seconds, the present one being
 * unfinished. May be used from any thread.
 */
final class SlidingWindowRate {
  private static final long SECOND_NS = 1_000_000_000L;

  private final long[] counts;
  private final long firstNs;

  /** Number of the second that is counted in now. */
  private long second;

  /**
   * Nothing happened yet.
   *
   * @param seconds the window's length, the present second included
   */
  SlidingWindowRate(int seconds, long nowNs) {
    counts = new long[seconds];
    firstNs = nowNs;
    second = secondOf(nowNs);
  }

  private static long secondOf(long nowNs) {
    return Math.floorDiv(nowNs, SECOND_NS);
  }

  private int slot(long number) {
    return (int) Math.floorMod(number, (long) counts.length);
  }

  /** Time never goes back: what comes late counts as of now. */
  private void moveTo(long nowNs) {
    long target = secondOf(nowNs);
    long from = Math.max(second, target - counts.length);
    for (long next = from + 1; next <= target; next++) {
      counts[slot(next)] = 0;
    }
    second = Math.max(second, target);
  }

  /** Adds events now. */
  synchronized void add(long nowNs, long more) {
    moveTo(nowNs);
    counts[slot(second)] += more;
  }

  /** How many a second; over the time that there was, while the window is not full. */
  synchronized double rate(long nowNs) {
    moveTo(nowNs);
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    long windowStartNs = Math.max(firstNs, (second - counts.length + 1) * SECOND_NS);
    long elapsedNs = Math.max(SECOND_NS, nowNs - windowStartNs);
    return sum * (double) SECOND_NS / elapsedNs;
  }
}

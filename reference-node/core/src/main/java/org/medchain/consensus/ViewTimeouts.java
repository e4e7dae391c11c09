package org.medchain.consensus;

import org.medchain.data.Argument;

/**
 * How long replicas wait for a primary (PBFT-11, PBFT-41). The assumption on the network is that
 * from some time on every message between correct replicas arrives within Δ (Dwork, Lynch and
 * Stockmeyer 1988: partial synchrony).
 *
 * @param firstNs how long requests may wait before a replica asks for another primary, in
 *     nanoseconds; doubled with each view change without progress
 * @param longestNs the limit of the doubling, in nanoseconds, so that an outage of any length is
 *     followed by a recovery of bounded length
 * @param networkDelayNs Δ in nanoseconds
 */
public record ViewTimeouts(long firstNs, long longestNs, long networkDelayNs) {
  /** The longest timeout, where nothing else is said, as a multiple of the first. */
  public static final int DEFAULT_GROWTH = 64;

  /**
   * Delays in a row that a view of a correct primary needs, from the last timer that expires to an
   * execution: VIEW-CHANGE, NEW-VIEW, the fetching of a block (2), PRE-PREPARE, PREPARE, COMMIT,
   * and the same once more after the view's start.
   */
  public static final int DELAYS_IN_A_VIEW = 10;

  /** Thirty days: beyond that nobody waits, and 16 of them are far from an overflow. */
  public static final long MAX_NS = 30L * 24 * 3_600 * 1_000_000_000;

  private static final double NS_PER_MS = 1e6;

  public ViewTimeouts {
    Argument.refuseIf(
        firstNs < 1 || longestNs < firstNs || longestNs > MAX_NS || networkDelayNs < 0,
        "the first view timeout is 1 ns or more, the longest not below it and at most 30 days");
    Argument.refuseIf(
        longestNs / DELAYS_IN_A_VIEW < networkDelayNs,
        "the longest view timeout is below %s network delays: every view would end before its"
            + " primary can have anything decided",
        DELAYS_IN_A_VIEW);
  }

  /** A first timeout that grows to the usual multiple; Δ is any that this suffices for. */
  public static ViewTimeouts of(long firstNs) {
    long longest = firstNs > MAX_NS / DEFAULT_GROWTH ? MAX_NS : firstNs * DEFAULT_GROWTH;
    return new ViewTimeouts(firstNs, longest, 0);
  }

  /** The longest timeout in milliseconds where a config names none. */
  public static double longestMs(double firstMs) {
    return Math.min(DEFAULT_GROWTH * firstMs, MAX_NS / NS_PER_MS);
  }

  /**
   * The same in milliseconds, as configs have it.
   *
   * @throws IllegalArgumentException if a value is out of its range, with the name of its key
   */
  public static ViewTimeouts ofMs(double firstMs, double longest, double delay) {
    Argument.refuseIf(
        !(longest >= firstMs) || longest > MAX_NS / NS_PER_MS,
        "longest_view_timeout_ms must lie between view_timeout_ms, %s, and 30 days, not be %s",
        firstMs,
        longest);
    Argument.refuseIf(
        !(delay >= 0) || longest < DELAYS_IN_A_VIEW * delay,
        "longest_view_timeout_ms must be at least %s times network_delay_ms, which is 0 or more: a"
            + " view takes that long; not %s beside %s",
        DELAYS_IN_A_VIEW,
        longest,
        delay);
    return new ViewTimeouts(ns(firstMs), ns(longest), ns(delay));
  }

  private static long ns(double ms) {
    return Math.round(ms * NS_PER_MS);
  }

  /** The timeout after a number of view changes without progress, in nanoseconds. */
  public long afterFailed(int viewChanges) {
    long timeout = firstNs;
    for (int i = 0; i < viewChanges && timeout < longestNs; i++) {
      timeout = timeout > longestNs / 2 ? longestNs : timeout * 2;
    }
    return timeout;
  }
}

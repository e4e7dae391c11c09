package org.medchain.adversary;

import org.medchain.data.Argument;

/**
 * When a behaviour is on, in the time of the member's host.
 *
 * @param fromNs the first instant, in nanoseconds since the Unix epoch
 * @param untilNs the first instant after; {@link Long#MAX_VALUE} for never
 */
public record ActivePeriod(long fromNs, long untilNs) {
  /** From the beginning to the end. */
  public static final ActivePeriod ALWAYS = new ActivePeriod(Long.MIN_VALUE, Long.MAX_VALUE);

  public ActivePeriod {
    Argument.refuseIf(untilNs < fromNs, "a period ends after it begins");
  }

  boolean contains(long nowNs) {
    return nowNs >= fromNs && nowNs < untilNs;
  }
}

package org.medchain.node.center;

import java.time.Duration;
import java.time.Instant;

/**
 * When a certificate is renewed (CA-4): at two thirds of its life, and after failures at ever
 * longer intervals, never longer than the last of them and half of the life that is left.
 *
 * @param first pause after a failure
 * @param longest pause
 */
public record RenewalSchedule(Duration first, Duration longest) {
  /** Pauses shorter than this would be a busy loop. */
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /** A minute, an hour. */
  public static final RenewalSchedule DEFAULT =
      new RenewalSchedule(Duration.ofMinutes(1), Duration.ofHours(1));

  /** Checks the pauses. */
  public RenewalSchedule {
    if (first.compareTo(SHORTEST) < 0 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("pauses are 1 second or more, the first not the longest");
    }
  }

  /** When to ask first for a certificate of this life. */
  public Instant due(Instant begin, Instant end) {
    return begin.plus(Duration.between(begin, end).multipliedBy(2).dividedBy(3));
  }

  /**
   * When to ask again.
   *
   * @param end of the certificate
   * @param now when asking failed
   * @param failures in a row, 1 or more
   */
  public Instant again(Instant end, Instant now, int failures) {
    int doublings = Math.min(failures - 1, 30);
    Duration pause = first.multipliedBy(1L << doublings);
    pause = shorter(pause, longest);
    Duration left = Duration.between(now, end);
    if (!left.isNegative()) {
      pause = shorter(pause, left.dividedBy(2));
    }
    return now.plus(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

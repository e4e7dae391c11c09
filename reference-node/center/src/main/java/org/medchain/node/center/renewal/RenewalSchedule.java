package org.medchain.node.center.renewal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * When a certificate is renewed (CA-4): at two thirds of its life, and after failures at ever
 * longer intervals, never longer than the last of them and half of the life that is left.
 *
 * @param initialRetry pause after a failure
 * @param maxRetry pause
 */
public record RenewalSchedule(Duration initialRetry, Duration maxRetry) {
  /** Pauses shorter than this would be a busy loop. */
  public static final Duration MIN_RETRY = Duration.ofSeconds(1);

  /** A minute, an hour. */
  public static final RenewalSchedule DEFAULT =
      new RenewalSchedule(Duration.ofMinutes(1), Duration.ofHours(1));

  /** The first time to request a renewal, for this validity period. */
  public Instant renewAt(Instant begin, Instant end) {
    return begin.plus(Duration.between(begin, end).multipliedBy(2).dividedBy(3));
  }

  /**
   * The time of the next attempt.
   *
   * @param end of the certificate
   * @param now when asking failed
   * @param failures in a row, 1 or more
   */
  public Instant retryAt(Instant end, Instant now, int failures) {
    int doublings = Math.min(failures - 1, 30);
    Duration pause = Collections.min(List.of(initialRetry.multipliedBy(1L << doublings), maxRetry));
    Duration left = Duration.between(now, end);
    if (!left.isNegative()) {
      pause = Collections.min(List.of(pause, left.dividedBy(2)));
    }
    return now.plus(Collections.max(List.of(pause, MIN_RETRY)));
  }
}

package org.medchain.node.center;

import java.time.Duration;

/**
 * The validity periods of the center's certificates.
 *
 * @param certificate of connections and of signatures
 * @param overlap how long a certificate still counts after a newer one replaced it
 * @param invitation of a token
 * @param crl of revocations, until a newer one comes
 */
public record ValidityPeriods(
    Duration certificate, Duration overlap, Duration invitation, Duration crl) {
  /** A month, an hour, a day, a week. */
  public static final ValidityPeriods DEFAULT =
      new ValidityPeriods(
          Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));
}

package org.medchain.client.consent;

import java.util.Optional;

/**
 * How a consent ended before its time.
 *
 * @param cause why
 * @param place of the order that ended it; empty if it was another's order, which is not shown
 */
public record ConsentEnd(Cause cause, Optional<LedgerPlace> place) {
  /** Why a consent ended. */
  public enum Cause {
    /** It was taken back. */
    REVOKED,
    /** The same terms got another time. */
    REPLACED,
    /** Another who acts for the owner, or the owner itself, took it back or replaced it. */
    BY_ANOTHER
  }
}

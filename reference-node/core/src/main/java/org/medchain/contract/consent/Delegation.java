package org.medchain.contract.consent;

import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * A participant's right to act for an owner, for a time (CON-31).
 *
 * @param delegate that acts
 * @param byCenter whether the center ordered it, as for a minor, or the owner named the delegate
 * @param untilMs block time from which on it counts no longer, milliseconds of Unix time
 */
public record Delegation(PublicKey delegate, boolean byCenter, long untilMs) implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = PublicKey.SIZE + 9;

  boolean sameAs(PublicKey who, boolean center) {
    return delegate.equals(who) && byCenter == center;
  }
}

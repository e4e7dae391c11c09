package org.medchain.contract.consent;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * That a participant acts for an owner, for a time (CON-31).
 *
 * @param delegate who does
 * @param byCenter whether the center ordered it, as for a minor, or the owner named the delegate
 * @param untilMs block time from which on it counts no longer, milliseconds of Unix time
 */
public record Delegation(PublicKey delegate, boolean byCenter, long untilMs) implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = PublicKey.SIZE + 9;

  /** Reads what {@link #encode} wrote. */
  public static Delegation decode(Decoder in) {
    return new Delegation(PublicKey.decode(in), in.flag(), in.int64());
  }

  boolean sameAs(PublicKey who, boolean center) {
    return delegate.equals(who) && byCenter == center;
  }

  @Override
  public void encode(Encoder out) {
    out.value(delegate).uint8(byCenter ? 1 : 0).int64(untilMs);
  }
}

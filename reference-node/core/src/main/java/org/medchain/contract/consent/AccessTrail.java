package org.medchain.contract.consent;

import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * How long an owner's audit trail is, and the hash over all of it, so that lines that the state no
 * longer holds can be checked when they come from receipts (CON-31).
 *
 * @param granted how many reads were granted
 * @param refused how many were refused
 * @param head hash of the head before the last line and of the last line; {@link Hash#ZERO} before
 *     the first
 */
public record AccessTrail(long granted, long refused, Hash head) implements Encodable {
  /** Of an owner whose records were never asked for. */
  public static final AccessTrail NONE = new AccessTrail(0, 0, Hash.ZERO);

  /** Encoded length in bytes. */
  public static final int SIZE = 16 + Hash.SIZE;

  /** The number of lines. */
  public long length() {
    return granted + refused;
  }

  /** The trail with one more line. */
  public AccessTrail plus(AccessEntry line) {
    boolean yes = line.answer().granted();
    return new AccessTrail(
        granted + (yes ? 1 : 0),
        refused + (yes ? 0 : 1),
        Hash.of(new Encoder().hash(head).value(line).toBytes()));
  }
}

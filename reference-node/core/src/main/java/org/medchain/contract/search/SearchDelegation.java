package org.medchain.contract.search;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * A participant's right to search an owner's index, for a time (CON-35).
 *
 * @param delegate that searches
 * @param untilMs block time from which on it does not, milliseconds of Unix time
 * @param epoch up to which the key opens the index
 * @param key of that epoch, encrypted for the delegate: {@link #KEY_SIZE} bytes
 */
public record SearchDelegation(PublicKey delegate, long untilMs, int epoch, Bytes key)
    implements Encodable {
  /** Bytes of an encrypted key: HPKE's encapsulated key, and 32 bytes with their tag. */
  public static final int KEY_SIZE = 80;

  /** An encrypted key as it is. */
  static final Codec<Bytes> KEY = Codec.raw(KEY_SIZE);

  static final Codec<SearchDelegation> CODEC =
      Codec.of(SearchDelegation.class, PublicKey.CODEC, Codec.INT64, Codec.INT32, KEY);

  /** Encoded length in bytes. */
  static final int SIZE = PublicKey.SIZE + 12 + KEY_SIZE;

  public SearchDelegation {
    Argument.refuseIf(
        key.size() != KEY_SIZE, "an encrypted key has %s bytes, not %s", KEY_SIZE, key.size());
  }
}

package org.medchain.claims.copies;

import org.medchain.data.Bytes;

/** Strings of bytes with one bit changed. */
final class BitFlips {
  private BitFlips() {}

  /** The same with another bit at one place. */
  static Bytes flip(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(changed);
  }
}

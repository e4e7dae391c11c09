package org.medchain.node.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * The parts of an Ed25519 signature that implementations are known to check differently (Chalkias,
 * Garillot and Nikolaenko 2020), decided for all of them alike (CRYPTO-2; decision 0073): the
 * public key and R are canonical encodings of points of the prime-order group, other than its
 * neutral element, and S is below the group's order. With that, the equations with and without
 * cofactor say the same.
 */
final class Ed25519PointRules {
  /** p = 2^255 − 19, little-endian. */
  private static final Bytes P =
      Bytes.fromHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  /** L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
  private static final Bytes L =
      Bytes.fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  private static final Bytes NEUTRAL =
      Bytes.fromHex("0100000000000000000000000000000000000000000000000000000000000000");

  private Ed25519PointRules() {}

  /** Whether the bytes are a point of the prime-order group; costs as much as a signature. */
  static boolean isInPrimeOrderGroup(Bytes point) {
    return !point.equals(NEUTRAL) && Ed25519.validatePublicKeyFull(point.toArray(), 0);
  }

  static boolean areCanonical(PublicKey key, Signature signature) {
    return !signature.value().slice(0, 32).equals(NEUTRAL)
        && isBelow(key.value(), 0, P, 0x7F)
        && isBelow(signature.value(), 0, P, 0x7F)
        && isBelow(signature.value(), 32, L, 0xFF);
  }

  /** Compares 32 little-endian bytes; {@code topMask} leaves the sign of x out. */
  private static boolean isBelow(Bytes value, int from, Bytes limit, int topMask) {
    for (int i = 31; i >= 0; i--) {
      int mask = i == 31 ? topMask : 0xFF;
      int order = Integer.compare(value.at(from + i) & mask, limit.at(i) & 0xFF);
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }
}

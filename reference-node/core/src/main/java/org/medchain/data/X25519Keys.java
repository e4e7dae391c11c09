package org.medchain.data;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * The X25519 keys (RFC 7748) that belong to Ed25519 keys: the same point of the same curve in
 * Montgomery's form. That one key may serve both is shown by Thormarker (2021).
 */
public final class X25519Keys {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private X25519Keys() {}

  /** RFC 8032 §5.1.5: the first half of the seed's hash; X25519 clamps it. */
  public static byte[] scalar(SecretKey key) {
    SHA512Digest digest = new SHA512Digest();
    digest.update(key.value().shared(), key.value().start(), SecretKey.SIZE);
    byte[] hash = new byte[64];
    digest.doFinal(hash, 0);
    return Arrays.copyOf(hash, X25519.SCALAR_SIZE);
  }

  /** RFC 7748 §4.1: u = (1 + y) / (1 − y), both little-endian; y's top bit is the sign of x. */
  public static byte[] point(PublicKey key) {
    byte[] bigEndian = toBigEndian(key.value().toArray());
    bigEndian[0] &= 0x7F;
    BigInteger y = new BigInteger(1, bigEndian).mod(P);
    BigInteger denominator = BigInteger.ONE.subtract(y).mod(P);
    // y = 1 is the neutral element, which agrees on nothing with anybody.
    BigInteger inverse = denominator.signum() == 0 ? BigInteger.ZERO : denominator.modInverse(P);
    BigInteger u = BigInteger.ONE.add(y).multiply(inverse).mod(P);
    byte[] made = u.toByteArray();
    byte[] padded = new byte[X25519.POINT_SIZE];
    int length = Math.min(made.length, padded.length);
    System.arraycopy(made, made.length - length, padded, padded.length - length, length);
    return toBigEndian(padded);
  }

  private static byte[] toBigEndian(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}

package org.medchain.node.files.sealing;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;

/**
 * The X25519 keys (RFC 7748) that belong to the ledger's Ed25519 keys: the same point of the same
 * curve in Montgomery's form, so that a secret can be sent to every participant on the ledger. That
 * one key may serve both is shown by Thormarker (2021); core's MACs do the same.
 */
final class X25519KeyConversion {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private X25519KeyConversion() {}

  static AsymmetricCipherKeyPair of(KeyPair keys) {
    return new AsymmetricCipherKeyPair(
        of(keys.publicKey()), new X25519PrivateKeyParameters(scalar(keys.secretKey())));
  }

  /** RFC 7748 §4.1: u = (1 + y) / (1 − y), both little-endian; y's top bit is the sign of x. */
  static X25519PublicKeyParameters of(PublicKey key) {
    byte[] bigEndian = reversed(key.value().toArray());
    bigEndian[0] &= 0x7F;
    BigInteger y = new BigInteger(1, bigEndian).mod(P);
    BigInteger denominator = BigInteger.ONE.subtract(y).mod(P);
    // y = 1 is the neutral element: its u is 0, with which agreement fails.
    BigInteger inverse = denominator.signum() == 0 ? BigInteger.ZERO : denominator.modInverse(P);
    BigInteger u = BigInteger.ONE.add(y).multiply(inverse).mod(P);
    byte[] made = u.toByteArray();
    byte[] padded = new byte[PublicKey.SIZE];
    int length = Math.min(made.length, padded.length);
    System.arraycopy(made, made.length - length, padded, padded.length - length, length);
    return new X25519PublicKeyParameters(reversed(padded));
  }

  /** RFC 8032 §5.1.5: the first half of the seed's hash; X25519 clamps it. */
  private static byte[] scalar(SecretKey key) {
    SHA512Digest digest = new SHA512Digest();
    digest.update(key.value().toArray(), 0, SecretKey.SIZE);
    byte[] hash = new byte[64];
    digest.doFinal(hash, 0);
    return Arrays.copyOf(hash, SecretKey.SIZE);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}

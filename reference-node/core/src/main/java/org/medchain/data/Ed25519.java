package org.medchain.data;

import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * Ed25519 (RFC 8032) by Bouncy Castle's lightweight API, which is 8–18 times faster than the JDK's
 * own and present on every platform.
 */
public final class Ed25519 implements SignatureScheme {
  @Override
  public KeyPair keyPair(Bytes seed) {
    SecretKey secret = new SecretKey(seed);
    byte[] point = new byte[PublicKey.SIZE];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed.shared(), 0, point, 0);
    return new KeyPair(new PublicKey(Bytes.wrap(point)), secret);
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    byte[] made = new byte[Signature.SIZE];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        key.value().shared(), 0, message.shared(), 0, message.size(), made, 0);
    return new Signature(Bytes.wrap(made));
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    PublicPoint point =
        org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(
            key.value().shared(), 0);
    // A name that is no point of the curve signs nothing.
    return point != null
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature.value().shared(), 0, point, message.shared(), 0, message.size());
  }
}

package org.medchain.data;

import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * Ed25519 (RFC 8032) by Bouncy Castle's lightweight API, which is 8–18 times faster than the JDK's
 * own and present on every platform.
 */
public class Ed25519 implements SignatureScheme {
  @Override
  public KeyPair keyPair(Bytes seed) {
    SecretKey secret = new SecretKey(seed);
    byte[] point = new byte[PublicKey.SIZE];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(
        seed.shared(), seed.start(), point, 0);
    return new KeyPair(new PublicKey(Bytes.wrap(point)), secret);
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    byte[] made = new byte[Signature.SIZE];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        key.value().shared(),
        key.value().start(),
        message.shared(),
        message.start(),
        message.size(),
        made,
        0);
    return new Signature(Bytes.wrap(made));
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    PublicPoint point =
        org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(
            key.value().shared(), key.value().start());
    // A name that is not a point of the curve signs nothing.
    return point != null
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature.value().shared(),
            signature.value().start(),
            point,
            message.shared(),
            message.start(),
            message.size());
  }
}

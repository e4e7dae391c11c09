package org.medchain.node.files.sealing;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.X25519Keys;

/** The {@link X25519Keys} of the ledger's keys, as Bouncy Castle takes them. */
final class X25519KeyConversion {
  private X25519KeyConversion() {}

  static AsymmetricCipherKeyPair of(KeyPair keys) {
    return new AsymmetricCipherKeyPair(
        of(keys.publicKey()), new X25519PrivateKeyParameters(X25519Keys.scalar(keys.secretKey())));
  }

  static X25519PublicKeyParameters of(PublicKey key) {
    return new X25519PublicKeyParameters(X25519Keys.point(key));
  }
}

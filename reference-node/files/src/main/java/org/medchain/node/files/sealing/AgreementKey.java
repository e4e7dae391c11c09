package org.medchain.node.files.sealing;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.X25519Keys;

/**
 * With what its holder agrees on secrets (X25519, RFC 7748; decision 0242): it wraps keys for
 * others and opens what is wrapped for it, and nothing signs with it. Others know it by the ledger
 * key that it belongs to.
 *
 * @param name the ledger key that it belongs to
 * @param pair of X25519
 */
public record AgreementKey(PublicKey name, AsymmetricCipherKeyPair pair) {
  /** The one that belongs to a ledger key: {@link X25519Keys}. */
  public static AgreementKey of(KeyPair ledger) {
    return new AgreementKey(
        ledger.publicKey(),
        new AsymmetricCipherKeyPair(
            of(ledger.publicKey()),
            new X25519PrivateKeyParameters(X25519Keys.scalar(ledger.secretKey()))));
  }

  static X25519PublicKeyParameters of(PublicKey key) {
    return new X25519PublicKeyParameters(X25519Keys.point(key));
  }
}

package org.medchain.consensus.pbft.flood;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/** Signatures that cost nothing and prove nothing, for runs of a million heights. */
final class NullSignatures implements SignatureScheme {
  @Override
  public KeyPair keyPair(Bytes seed) {
    return new KeyPair(new PublicKey(seed), new SecretKey(seed));
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    return new Signature(new Encoder().raw(key.value()).raw(key.value()).toBytes());
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    return !signature.equals(Signature.NONE);
  }
}

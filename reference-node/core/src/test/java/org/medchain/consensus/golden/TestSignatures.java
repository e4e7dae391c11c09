package org.medchain.consensus.golden;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/** Signatures that are easy to forge, which no test does, but a hundred times faster. */
public final class TestSignatures implements SignatureScheme {
  @Override
  public KeyPair keyPair(Bytes seed) {
    return new KeyPair(new PublicKey(seed), new SecretKey(seed));
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    return signature(key.value(), message);
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    return signature(key.value(), message).equals(signature);
  }

  private static Signature signature(Bytes key, Bytes message) {
    Hash hash = Hash.of(new Encoder().raw(key).raw(message).toBytes());
    return new Signature(new Encoder().hash(hash).hash(hash).toBytes());
  }
}

package org.medchain.node.ledger;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/** Signatures that are easy to forge but fit only their key and message: fast, for tests. */
public final class TestScheme implements SignatureScheme {
  /** The keys of a participant by name. */
  public KeyPair named(String name) {
    return keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  @Override
  public KeyPair keyPair(Bytes seed) {
    return new KeyPair(new PublicKey(Hash.of(seed).toBytes()), new SecretKey(seed));
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    return over(keyPair(key.value()).publicKey(), message);
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    return over(key, message).equals(signature);
  }

  private static Signature over(PublicKey key, Bytes message) {
    Hash half = Hash.of(new Encoder().value(key).raw(message).toBytes());
    return new Signature(new Encoder().hash(half).hash(half).toBytes());
  }
}

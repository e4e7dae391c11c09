package org.medchain.faults.schedule;

import java.util.HashMap;
import java.util.Map;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/**
 * A scheme that remembers what it signed: to check such a signature it compares, where the scheme
 * behind it would hash. A signature that was made elsewhere, or is said to be over something else,
 * goes to that scheme.
 */
final class RememberedSignatures implements SignatureScheme {
  private record SignedBytes(PublicKey key, Bytes message) {}

  private final SignatureScheme scheme;
  private final Map<SecretKey, PublicKey> holders = new HashMap<>();
  private final Map<Signature, SignedBytes> made = new HashMap<>();

  RememberedSignatures(SignatureScheme scheme) {
    this.scheme = scheme;
  }

  @Override
  public KeyPair keyPair(Bytes seed) {
    KeyPair keys = scheme.keyPair(seed);
    holders.put(keys.secretKey(), keys.publicKey());
    return keys;
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    Signature signature = scheme.sign(key, message);
    PublicKey holder = holders.get(key);
    if (holder != null) {
      made.put(signature, new SignedBytes(holder, message));
    }
    return signature;
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    SignedBytes known = made.get(signature);
    return (known != null && known.key().equals(key) && known.message().equals(message))
        || scheme.verify(key, message, signature);
  }
}

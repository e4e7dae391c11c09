package org.medchain.node.crypto;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * Ed25519 on every platform, with the same decisions as {@link NativeEd25519} (CRYPTO-2): Bouncy
 * Castle's equation has the cofactor, so only it would accept some signatures that the native one
 * refuses.
 */
public class StrictEd25519 extends Ed25519 {
  /** So that strangers' keys cannot fill memory. */
  private static final int MAX_KEYS = 16_384;

  private final Map<PublicKey, Boolean> acceptedKeys = new ConcurrentHashMap<>();

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    return Ed25519PointRules.areCanonical(key, signature)
        && isAcceptable(key)
        && super.verify(key, message, signature)
        && Ed25519PointRules.isInPrimeOrderGroup(signature.value().slice(0, 32));
  }

  private boolean isAcceptable(PublicKey key) {
    if (acceptedKeys.size() > MAX_KEYS) {
      acceptedKeys.clear();
    }
    return acceptedKeys.computeIfAbsent(
        key, fresh -> Ed25519PointRules.isInPrimeOrderGroup(fresh.value()));
  }
}

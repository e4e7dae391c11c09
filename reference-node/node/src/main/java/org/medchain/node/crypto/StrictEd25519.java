package org.medchain.node.crypto;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/**
 * Ed25519 on every platform, judging as {@link NativeEd25519} does (CRYPTO-2): Bouncy Castle's
 * equation has the cofactor, so it alone would let pass what the native one refuses.
 */
public final class StrictEd25519 implements SignatureScheme {
  /** So that strangers' keys cannot fill memory. */
  private static final int MOST_KEYS = 16_384;

  private final Ed25519 scheme = new Ed25519();
  private final Map<PublicKey, Boolean> judged = new ConcurrentHashMap<>();

  @Override
  public KeyPair keyPair(Bytes seed) {
    return scheme.keyPair(seed);
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    return scheme.sign(key, message);
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    return StrictPoints.areCanonical(key, signature)
        && mayCount(key)
        && scheme.verify(key, message, signature)
        && StrictPoints.isOfPrimeOrder(signature.value().slice(0, 32));
  }

  private boolean mayCount(PublicKey key) {
    if (judged.size() > MOST_KEYS) {
      judged.clear();
    }
    return judged.computeIfAbsent(key, fresh -> StrictPoints.isOfPrimeOrder(fresh.value()));
  }
}

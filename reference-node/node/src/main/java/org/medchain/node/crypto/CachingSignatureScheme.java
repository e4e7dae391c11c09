package org.medchain.node.crypto;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.node.turns.RecentEntries;

/**
 * Caches which signatures are valid (CRYPTO-3): a replica sees the same request from its client, in
 * a proposal, and again in fetched blocks; the same vote by itself and in certificates. Invalid
 * signatures are not cached; otherwise a faulty sender could fill the memory. The first thread that
 * checks one has the cache; others get the answer of the other scheme.
 *
 * <p>The oldest are forgotten, so memory is bounded.
 */
public final class CachingSignatureScheme implements SignatureScheme {
  private final SignatureScheme scheme;
  private final Map<Hash, Boolean> valid;
  private final LongAdder verifications = new LongAdder();
  private final AtomicReference<Thread> owner = new AtomicReference<>();

  /**
   * Over another scheme.
   *
   * @param generation half of those that are remembered
   */
  public CachingSignatureScheme(SignatureScheme scheme, int generation) {
    this.scheme = scheme;
    this.valid = new RecentEntries<>(2 * generation, false);
  }

  /** The number of verifications by the other scheme; for any thread. */
  public long verifications() {
    return verifications.sum();
  }

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
    Thread caller = Thread.currentThread();
    if (!caller.equals(owner.get()) && !owner.compareAndSet(null, caller)) {
      verifications.increment();
      return scheme.verify(key, message, signature);
    }
    // Of fixed lengths, except the message, which is last: no two triples give the same bytes.
    Hash name = Hash.of(new Encoder().value(key).value(signature).raw(message).toBytes());
    if (valid.containsKey(name)) {
      return true;
    }
    verifications.increment();
    boolean holds = scheme.verify(key, message, signature);
    if (holds) {
      valid.put(name, true);
    }
    return holds;
  }
}

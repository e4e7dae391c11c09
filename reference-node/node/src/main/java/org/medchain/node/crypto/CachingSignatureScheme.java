package org.medchain.node.crypto;

import java.util.HashSet;
import java.util.Set;
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

/**
 * Caches which signatures are valid (CRYPTO-3): a replica sees the same request from its client, in
 * a proposal, and again in fetched blocks; the same vote alone and in certificates. Invalid
 * signatures are not cached; otherwise a faulty sender could fill the memory. The first thread that
 * checks one has the cache; others get the answer of the other scheme.
 *
 * <p>Two generations: the older one is dropped when the younger is full, so memory is bounded and
 * recently used entries stay.
 */
public final class CachingSignatureScheme implements SignatureScheme {
  private final SignatureScheme scheme;
  private final int generation;
  private Set<Hash> youngGeneration = new HashSet<>();
  private Set<Hash> oldGeneration = new HashSet<>();
  private final LongAdder verifications = new LongAdder();
  private final AtomicReference<Thread> owner = new AtomicReference<>();

  /**
   * Over another scheme.
   *
   * @param generation how many are remembered at least, and half of those at most
   */
  public CachingSignatureScheme(SignatureScheme scheme, int generation) {
    this.scheme = scheme;
    this.generation = generation;
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
    if (youngGeneration.contains(name) || oldGeneration.contains(name)) {
      return true;
    }
    verifications.increment();
    if (!scheme.verify(key, message, signature)) {
      return false;
    }
    if (youngGeneration.size() >= generation) {
      oldGeneration = youngGeneration;
      youngGeneration = new HashSet<>();
    }
    youngGeneration.add(name);
    return true;
  }
}

package org.medchain.data;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The search that changes a header's random string until its hash is under the target (paper §3.1;
 * DATA-10).
 *
 * <p>The random string comes last, so the first 128 bytes, two blocks of SHA-256, are hashed once
 * and a try costs one compression instead of three. No randomness in here: two searchers try
 * different strings because their callers give different salts.
 */
public final class ProofOfWorkSearch {
  private static final int FIXED = 128;
  private static final int COUNTER_AT = Header.SIZE - FIXED - 8;

  private final Header header;
  private final Hash target;
  private final MessageDigest state = Hash.sha256();

  /** A search over the random strings of {@code header}; the one that it has does not matter. */
  public ProofOfWorkSearch(Header header) {
    this.header = header;
    this.target = header.difficulty().target();
    state.update(header.encoded().toArray(), 0, FIXED);
  }

  /**
   * Tries {@code start} and the strings that follow by counting up, {@code tries} in all.
   *
   * @return the header with the first string that meets the difficulty, or nothing
   */
  public Optional<Header> search(RandomString start, long tries) {
    byte[] encoded = header.with(start).encoded().toArray();
    byte[] tail = new byte[Header.SIZE - FIXED];
    System.arraycopy(encoded, FIXED, tail, 0, tail.length);
    byte[] out = new byte[Hash.SIZE];
    for (long i = 0; i < tries; i++) {
      Encoder.putInt64(tail, COUNTER_AT, start.counter() + i);
      if (header.difficulty().compact() == 0 || hashOf(tail, out).compareTo(target) < 0) {
        return Optional.of(header.with(new RandomString(start.salt(), start.counter() + i)));
      }
    }
    return Optional.empty();
  }

  private Hash hashOf(byte[] tail, byte[] out) {
    MessageDigest digest = Hash.copyOf(state);
    digest.update(tail, 0, tail.length);
    try {
      digest.digest(out, 0, out.length);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256 digest", e);
    }
    return Hash.fromArray(out, 0);
  }
}

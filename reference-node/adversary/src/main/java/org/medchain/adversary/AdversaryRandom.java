package org.medchain.adversary;

import java.util.List;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A stream of draws, the same for one seed on every JDK: SplitMix64 (Steele, Lea and Flood 2014).
 */
final class AdversaryRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  AdversaryRandom(long seed) {
    this.state = seed;
  }

  /** The stream of one party; streams of neighbouring numbers have nothing in common. */
  static AdversaryRandom of(long seed, long party, long layer) {
    return new AdversaryRandom(mix64(mix64(mix64(seed) + party) + layer));
  }

  private static long mix64(long value) {
    long z = value + GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    long drawn = mix64(state);
    state += GAMMA;
    return drawn;
  }

  /** From 0 to below {@code bound}, 1 or more. */
  int below(int bound) {
    // The remainder's bias is bound / 2^63: nobody will ever see it.
    return (int) ((next() >>> 1) % bound);
  }

  /** From {@code least} to {@code most}. */
  long between(long least, long most) {
    return least + (next() >>> 1) % (most - least + 1);
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return (next() >>> 11) * 0x1.0p-53 < probability;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** A hash that no block has. */
  Hash hash() {
    return Hash.of(new Encoder().int64(next()).int64(next()).toBytes());
  }
}

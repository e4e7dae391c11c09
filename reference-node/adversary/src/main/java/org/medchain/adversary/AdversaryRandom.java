package org.medchain.adversary;

import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/** A stream of draws, the same for one seed on every JDK. */
final class AdversaryRandom extends SeededDraws {
  AdversaryRandom(long seed) {
    super(seed);
  }

  /** The stream of one party; streams of neighbouring numbers have nothing in common. */
  static AdversaryRandom of(long seed, long party, long layer) {
    return new AdversaryRandom(first(first(first(seed) + party) + layer));
  }

  /** From 0 to below {@code bound}, 1 or more. */
  @Override
  public int below(int bound) {
    // The remainder's bias is bound / 2^63: it is never visible.
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

  /** A hash that no block has. */
  Hash hash() {
    return Hash.of(new Encoder().int64(next()).int64(next()).toBytes());
  }
}

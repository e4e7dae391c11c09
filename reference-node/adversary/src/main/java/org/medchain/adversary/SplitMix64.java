package org.medchain.adversary;

/**
 * SplitMix64 (Steele, Lea and Flood 2014): a stream of 64-bit numbers. Of our own, because a seed
 * that showed a defect must show it on every Java platform, today and in ten years (SCH-2).
 */
abstract class SplitMix64 {
  /** The increment of the state with each number: the golden ratio, odd, in 64 bits. */
  static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** The stream of this seed. */
  SplitMix64(long seed) {
    state = seed;
  }

  /** The next number; all 64 bits are random. */
  public final long next() {
    state += GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The first number of the stream of this seed: different for different seeds. */
  static long first(long seed) {
    return new SeededDraws(seed).next();
  }
}

package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;

/**
 * A stream of random draws by SplitMix64 (Steele, Lea and Flood 2014). Of our own, because a seed
 * that showed a defect must show it on every Java platform, today and in ten years (SCH-2).
 */
public class SeededDraws {
  /** The increment of the state with each number: the golden ratio, odd, in 64 bits. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public SeededDraws(long seed) {
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

  /** A stream for one purpose: drawing more or less there changes nothing elsewhere. */
  public static SeededDraws of(long seed, String purpose) {
    long mixed = seed;
    for (int i = 0; i < purpose.length(); i++) {
      mixed = first(mixed + GAMMA * purpose.charAt(i));
    }
    return new SeededDraws(mixed);
  }

  /**
   * A number from 0 to {@code bound} − 1; the bias of a bound so far under 2^32 does not matter.
   */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number from {@code least} to {@code most}. */
  public int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True in this number of a thousand cases. */
  public boolean chance(int permille) {
    return below(1000) < permille;
  }

  public final <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** As many different elements, in their order. */
  public <T> List<T> some(List<T> from, int count) {
    List<T> left = new ArrayList<>(from);
    while (left.size() > count) {
      left.remove(below(left.size()));
    }
    return left;
  }
}

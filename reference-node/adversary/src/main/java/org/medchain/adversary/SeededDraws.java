package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;

/** A stream of random draws, which a seed gives alike on every Java platform (SCH-2). */
public final class SeededDraws extends SplitMix64 {
  public SeededDraws(long seed) {
    super(seed);
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

  public <T> T pick(List<T> from) {
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

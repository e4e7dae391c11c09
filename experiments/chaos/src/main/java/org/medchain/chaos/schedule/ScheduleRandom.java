package org.medchain.chaos.schedule;

import java.util.List;

/**
 * A stream of random draws: SplitMix64 (Steele, Lea and Flood 2014). Of our own, because a seed
 * that showed a defect must show it on every Java platform, today and in ten years (SCH-2).
 */
final class ScheduleRandom {
  private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

  private long state;

  ScheduleRandom(long seed) {
    state = seed;
  }

  /** A stream for one purpose: drawing more or less there changes nothing elsewhere. */
  static ScheduleRandom of(long seed, String purpose) {
    long mixed = seed;
    for (int i = 0; i < purpose.length(); i++) {
      mixed = mix64(mixed + GAMMA * (purpose.charAt(i) + 1));
    }
    return new ScheduleRandom(mixed);
  }

  private static long mix64(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += GAMMA;
    return mix64(state);
  }

  /**
   * A number from 0 to {@code bound} − 1; the bias of a bound so far under 2^32 does not matter.
   */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number from {@code least} to {@code most}. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True in so many of a thousand cases. */
  boolean chance(int permille) {
    return below(1000) < permille;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** As many different elements, in their order. */
  <T> List<T> some(List<T> from, int count) {
    List<T> left = new java.util.ArrayList<>(from);
    while (left.size() > count) {
      left.remove(below(left.size()));
    }
    return left;
  }
}

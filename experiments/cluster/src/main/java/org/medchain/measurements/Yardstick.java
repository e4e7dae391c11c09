package org.medchain.measurements;

/**
 * A fixed piece of work that measures the machine, so that tables of different machines and hours
 * compare: steps of a dependent walk through more memory than caches hold, as the simulator's own
 * accesses are, with some arithmetic between.
 */
final class Yardstick {
  private static final int WORDS = 1 << 21;
  private static final int STEPS = 2_000_000;

  private final long[] memory = new long[WORDS];

  Yardstick() {
    long x = 1;
    for (int i = 0; i < WORDS; i++) {
      x = mixed(x + i);
      memory[i] = x;
    }
  }

  private static long mixed(long value) {
    long x = value;
    x ^= x << 13;
    x ^= x >>> 7;
    x ^= x << 17;
    return x;
  }

  /** Processor time of the work in ns. */
  long measureNs() {
    CpuMeter meter = CpuMeter.start();
    long x = 1;
    for (int i = 0; i < STEPS; i++) {
      x = mixed(x + memory[(int) (x & (WORDS - 1))]);
    }
    if (x == 0) {
      throw new IllegalStateException("the walk ended at 0, which it cannot");
    }
    return meter.cpuNs();
  }
}

package org.medchain.cluster.calibrate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Measures an operation in rounds, by the processor time of its thread: time of other programs does
 * not count, their displacement of caches does.
 *
 * @param rounds of each figure, after ten that warm up
 */
record MeasurementRounds(int rounds) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NS_PER_US = 1e3;
  private static final int WARM = 10;

  /** An action whose result is used, so that the compiler cannot remove it. */
  interface MeasuredOperation {
    /** Does it for the i-th time. */
    int run(int i);
  }

  /** Processor time of one operation, in µs. */
  MedianEstimate measureUs(int operations, MeasuredOperation operation) {
    double[] us = new double[rounds];
    int seen = 0;
    for (int round = -WARM; round < rounds; round++) {
      long before = cpuNs();
      for (int i = 0; i < operations; i++) {
        seen += operation.run(i);
      }
      if (round >= 0) {
        us[round] = (cpuNs() - before) / NS_PER_US / operations;
      }
    }
    if (seen == Integer.MIN_VALUE) {
      throw new IllegalStateException("never so; but the compiler does not know");
    }
    return MedianEstimate.of(us);
  }

  /** Processor time of this thread. */
  static long cpuNs() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Processor time of another thread. */
  static long cpuNs(long thread) {
    return THREADS.getThreadCpuTime(thread);
  }
}

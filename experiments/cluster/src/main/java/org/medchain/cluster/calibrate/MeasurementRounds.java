package org.medchain.cluster.calibrate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Measures an operation in rounds, by the processor time of its thread: time of other programs does
 * not count, their displacement of caches does.
 *
 * @param rounds of each figure, after ten that warm up
 */
record MeasurementRounds(int rounds) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final double NS_PER_US = 1e3;
  private static final int WARM = 10;

  /**
   * Processor time of one operation, in µs.
   *
   * @param operation gets its number in the round; its result is used, so that the compiler cannot
   *     remove it
   */
  MedianEstimate measureUs(int operations, IntUnaryOperator operation) {
    List<Double> us =
        afterWarmUp(
            WARM,
            rounds,
            round -> {
              double before = cpuUs();
              int seen = 0;
              for (int i = 0; i < operations; i++) {
                seen += operation.applyAsInt(i);
              }
              if (seen == Integer.MIN_VALUE) {
                throw new IllegalStateException("never so; but the compiler does not know");
              }
              return (cpuUs() - before) / operations;
            });
    return MedianEstimate.of(us, each -> each);
  }

  /**
   * A round.
   *
   * @param <T> what it gives
   * @param <E> why it cannot be measured
   */
  interface Round<T, E extends Exception> {
    /** Does it; those that warm up are the first ones, from 0 on. */
    T run(int number) throws E;
  }

  /** What each round gives, after some that warm up. */
  static <T, E extends Exception> List<T> afterWarmUp(int warm, int rounds, Round<T, E> round)
      throws E {
    List<T> given = new ArrayList<>();
    for (int i = 0; i < warm + rounds; i++) {
      T one = round.run(i);
      if (i >= warm) {
        given.add(one);
      }
    }
    return given;
  }

  /** Processor time of this thread. */
  static double cpuUs() {
    return THREADS.getCurrentThreadCpuTime() / NS_PER_US;
  }

  /** Processor time of another thread. */
  static double cpuUs(long thread) {
    return THREADS.getThreadCpuTime(thread) / NS_PER_US;
  }

  /** Processor time of all threads, compilers and collectors included. */
  static double processCpuUs() {
    return PROCESS.getProcessCpuTime() / NS_PER_US;
  }

  /** Real time since some moment. */
  static double realUs() {
    return System.nanoTime() / NS_PER_US;
  }
}

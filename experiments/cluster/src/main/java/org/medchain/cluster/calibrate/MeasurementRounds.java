package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

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

  /** What is done at once gives; how long it takes is measured there. */
  static <T> List<T> allAtOnce(String failure, ExecutorService threads, List<Callable<T>> work)
      throws IOException, InterruptedException {
    List<T> given = new ArrayList<>();
    try {
      for (Future<T> each : threads.invokeAll(work)) {
        given.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(failure + e.getCause().getMessage(), e);
    }
    return given;
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

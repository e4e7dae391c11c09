package org.medchain.cluster.calibrate;

import java.util.function.Supplier;

/** Processor time of calls, over a number of things that they do. */
final class TimedCalls {
  private static final int PAIRS = 20_000;

  private double us;
  private double lastUs;
  private long calls;
  private long counted;

  /** The cost of two readings of the processor time, in µs. */
  static double clockUs() {
    TimedCalls warm = new TimedCalls();
    TimedCalls empty = new TimedCalls();
    for (int i = 0; i < 2 * PAIRS; i++) {
      int number = i;
      var unused = (i < PAIRS ? warm : empty).time(1, () -> number);
    }
    return empty.usPerCounted(0);
  }

  /** Makes a call that does this number of the things that count. */
  <T> T time(int things, Supplier<T> call) {
    double before = MeasurementRounds.cpuUs();
    T result = call.get();
    lastUs = MeasurementRounds.cpuUs() - before;
    us += lastUs;
    calls++;
    counted += things;
    return result;
  }

  /** Of the last call. */
  double lastUs() {
    return lastUs;
  }

  /** All calls' time, without the clock's own, for each thing counted. */
  double usPerCounted(double clockUs) {
    return Math.max(0, us - calls * clockUs) / Math.max(1, counted);
  }
}

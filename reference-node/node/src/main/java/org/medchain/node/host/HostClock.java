package org.medchain.node.host;

import java.util.function.LongSupplier;

/**
 * The clock of a node or client: what replicas see as the time, and how long their timers run
 * (CONS-1). An interface, so that a clock can be put in its place that jumps or runs fast (FN-1).
 */
@FunctionalInterface
public interface HostClock {
  /** Nanoseconds since the Unix epoch. */
  long nowNs();

  /** How long this machine has to wait until this clock has gone on by {@code delayNs}. */
  default long machineNs(long delayNs) {
    return delayNs;
  }

  /**
   * The clock of this machine: Unix time when the process began, and from then on what the
   * monotonic clock adds, so that it never goes back when the machine's time is set.
   */
  static HostClock system() {
    return of(System::currentTimeMillis, System::nanoTime);
  }

  /** The same of a machine with these clocks. */
  static HostClock of(LongSupplier wallMs, LongSupplier monotonicNs) {
    long originNs = wallMs.getAsLong() * 1_000_000;
    long startNs = monotonicNs.getAsLong();
    return () -> originNs + (monotonicNs.getAsLong() - startNs);
  }
}

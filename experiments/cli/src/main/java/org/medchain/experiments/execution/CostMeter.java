package org.medchain.experiments.execution;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.HostKind;

/**
 * What a trial has cost so far, in seconds: processor time of its thread, the meter's own, where it
 * is simulated; real time where processes run it.
 *
 * @param isReal whether processes run it
 * @param fromNs when it began
 */
public record CostMeter(boolean isReal, long fromNs) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NS_PER_S = 1e9;

  /** Of a trial that begins now. */
  public static CostMeter start(TrialCell trial) {
    boolean real = trial.config().host() == HostKind.CLUSTER;
    return new CostMeter(real, nowNs(real));
  }

  private static long nowNs(boolean real) {
    return real ? System.nanoTime() : THREADS.getCurrentThreadCpuTime();
  }

  /** Since then. */
  public double seconds() {
    return (nowNs(isReal) - fromNs) / NS_PER_S;
  }
}

package org.medchain.comparison;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.LatencyPercentiles;
import org.medchain.comparison.metrics.LoadMetrics;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.metrics.Throughput;
import org.medchain.comparison.metrics.TrialVerdict;

/**
 * A system of known capacity in place of a simulated one: latency grows as in a queue with one
 * server, and what is offered over the capacity never becomes final.
 *
 * @param capacityTps requests that it serves a second
 * @param violatedFromTps from this rate on its nodes disagree
 */
record SyntheticSystem(double capacityTps, double violatedFromTps) {
  private static final double SERVICE_MS = 100;
  private static final double WINDOW_S = 10;

  TrialResult run(TrialCell step, TrialHook hook) {
    double rateTps = step.config().workload().rateTps();
    double finalTps = Math.min(rateTps, capacityTps);
    long submitted = Math.round(rateTps * WINDOW_S);
    long committed = Math.round(finalTps * WINDOW_S);
    boolean overloaded = committed < submitted;
    double medianMs = SERVICE_MS / (1 - Math.min(0.999, rateTps / capacityTps));
    boolean violated = rateTps >= violatedFromTps;
    hook.onProgress(1, submitted);
    Throughput throughput = new Throughput(some(rateTps), some(finalTps), some(WINDOW_S));
    RequestCounts requests = new RequestCounts(submitted, committed, 0);
    return result(step, requests, throughput, medianMs, violated, violated || overloaded);
  }

  static TrialResult result(
      TrialCell step,
      RequestCounts requests,
      Throughput throughput,
      double medianMs,
      boolean violated,
      boolean failed) {
    return new TrialResult(
        step,
        0,
        true,
        requests,
        new LoadMetrics(
            requests.submitted(),
            throughput,
            new LatencyPercentiles(
                some(medianMs), some(2 * medianMs), some(3 * medianMs), some(4 * medianMs)),
            OptionalDouble.empty()),
        new ResourceCosts(
            requests.submitted(), 100, some(0), OptionalDouble.empty(), Optional.empty()),
        new ChainMetrics(
            OptionalLong.of(9),
            OptionalLong.of(0),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            violated ? 2 : 0,
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty()),
        new RecoveryMetrics(0, OptionalLong.of(0), OptionalLong.of(0)),
        failed ? TrialVerdict.FAIL : TrialVerdict.PASS,
        violated ? Optional.of("2 agreement violations") : Optional.empty(),
        WINDOW_S,
        "",
        new Histogram(3),
        new Histogram(3),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static OptionalDouble some(double value) {
    return OptionalDouble.of(value);
  }
}

package org.medchain.experiments;

import java.util.OptionalDouble;
import org.medchain.comparison.SaturationSearch;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.metrics.LoadMetrics;
import org.medchain.comparison.metrics.Throughput;

/** Searches for saturation over made-up trials whose capacity is known. */
public final class FakeSearches {
  private FakeSearches() {}

  /** The capacity of a cell: PBFT's falls as nodes are added, proof of work's does not. */
  public static double capacityTps(TrialCell cell) {
    return cell.protocol() == ProtocolKind.PBFT ? 4000.0 / cell.nodes() : 5;
  }

  /** A whole search. */
  public static TrialResult run(TrialCell cell, TrialHook hook) {
    return run(cell, hook, capacityTps(cell));
  }

  /** The same of that capacity. */
  public static TrialResult run(TrialCell cell, TrialHook hook, double capacityTps) {
    return SaturationSearch.run(cell, hook, (step, own) -> step(step, own, capacityTps));
  }

  private static TrialResult step(TrialCell step, TrialHook hook, double capacityTps) {
    TrialResult usual = FakeTrials.run(step, hook);
    double rateTps = step.config().workload().rateTps();
    double finalTps = Math.min(rateTps, capacityTps);
    return FakeTrials.like(
        usual,
        new LoadMetrics(
            usual.load().measured(),
            new Throughput(
                OptionalDouble.of(rateTps), OptionalDouble.of(finalTps), OptionalDouble.of(5)),
            usual.load().percentiles(),
            usual.load().warmupMaxMs()));
  }
}

package org.medchain.experiments;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.Retarget.Constant;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.LastQuarterBlocks;
import org.medchain.comparison.metrics.LatencyPercentiles;
import org.medchain.comparison.metrics.LoadMetrics;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.metrics.Throughput;
import org.medchain.comparison.metrics.TrialOutcome;

/**
 * Made-up results in an instant, with everything in them that a table or a figure must cope with:
 * PBFT finishes nothing at fault rates over a third, proof of work has no p99 at the largest, and
 * none at all in some repeats.
 */
public final class FakeTrials {
  private FakeTrials() {}

  /** A result that depends on the cell alone. */
  public static TrialResult run(TrialCell cell, TrialHook hook) {
    hook.onProgress(1, cell.nodes());
    boolean pbft = cell.protocol() == ProtocolKind.PBFT;
    boolean dead = pbft && cell.faultRate() > 1 / 3.0;
    double baseMs = (pbft ? 40 : 30_000) * (1 + 0.02 * cell.repeat() + 0.01 * cell.nodes());
    boolean cut = !pbft && cell.faultRate() >= 0.5;
    boolean none = dead || (cut && cell.repeat() == 1 && cell.nodes() > 7);
    long committed = dead ? 0 : cut ? 60 : 100;
    long messages = pbft ? 10L * cell.nodes() * cell.nodes() : 100L * cell.nodes();
    Histogram latency = new Histogram(3);
    for (int i = 0; i < committed; i++) {
      latency.recordValue((long) (baseMs * 1000) + i);
    }
    Histogram warmup = new Histogram(3);
    warmup.setTag("warmup");
    return new TrialResult(
        cell,
        0,
        !dead,
        new RequestCounts(100, committed, 0),
        new LoadMetrics(
            100,
            new Throughput(
                some(true, 15),
                some(true, none ? 0 : pbft ? 15 - 0.1 * cell.repeat() : 4 / (1 + cell.faultRate())),
                some(true, 20)),
            new LatencyPercentiles(
                some(!none, baseMs),
                some(!none && !cut, 1.5 * baseMs),
                some(!none && !cut, 2 * baseMs),
                some(!none && !cut, 3 * baseMs)),
            some(!none, 2 * baseMs)),
        new ResourceCosts(
            messages,
            200 * messages,
            some(!pbft, 25_600),
            OptionalDouble.empty(),
            Optional.empty()),
        new ChainMetrics(
            OptionalLong.of(12),
            pbft ? OptionalLong.of(cell.faulty() > 0 ? 1 : 0) : OptionalLong.empty(),
            pbft ? OptionalLong.empty() : OptionalLong.of(2),
            some(!pbft, 0.125),
            0,
            pbft ? OptionalInt.empty() : OptionalInt.of(6),
            some(!pbft, 0.0005),
            OptionalDouble.empty(),
            pbft || cell.config().pow().retarget() instanceof Constant
                ? Optional.empty()
                : Optional.of(new LastQuarterBlocks(10.5, 128))),
        new RecoveryMetrics(0, OptionalLong.of(0), OptionalLong.of(0)),
        cut ? TrialOutcome.UNKNOWN : TrialOutcome.PASS,
        cut ? Optional.of("not drained, \"so\" nothing,\nis said") : Optional.empty(),
        30.5,
        "ab".repeat(32),
        latency,
        warmup,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with medians and throughputs that spread the more the more nodes there are. */
  public static TrialResult noisy(TrialCell cell, TrialHook hook) {
    TrialResult usual = run(cell, hook);
    double spread = 0.002 * cell.nodes() * cell.nodes();
    double factor = 1 + spread * new Random(cell.seed()).nextGaussian();
    double baseMs = (cell.protocol() == ProtocolKind.PBFT ? 40 : 30_000) * factor;
    boolean some = usual.load().percentiles().p50Ms().isPresent();
    return like(
        usual,
        new LoadMetrics(
            100,
            new Throughput(some(true, 15), some(some, 15 / factor), some(true, 20)),
            new LatencyPercentiles(
                some(some, baseMs),
                some(some, 1.5 * baseMs),
                some(some, 2 * baseMs),
                some(some, 3 * baseMs)),
            usual.load().warmupMaxMs()));
  }

  /** The same with another verdict. */
  public static TrialResult failing(TrialCell cell, TrialHook hook) {
    TrialResult good = run(cell, hook);
    return RecordCopy.with(
        good,
        Map.of("verdict", TrialOutcome.FAIL, "reason", Optional.of("two blocks at height 3")));
  }

  /** Another result under a load with these figures. */
  static TrialResult like(TrialResult usual, LoadMetrics load) {
    return RecordCopy.with(usual, Map.of("load", load));
  }

  private static OptionalDouble some(boolean present, double value) {
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}

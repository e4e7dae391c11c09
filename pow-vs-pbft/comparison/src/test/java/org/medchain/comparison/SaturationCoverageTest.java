package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ArrivalProcess;
import org.medchain.comparison.config.ConfigDraft;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.Throughput;

/**
 * CMP-52: on a queue whose blocks come by chance, 95 % of the searches' 95 % intervals hold what
 * becomes final at the rate of their measurement, and luck does not lift them over the limit.
 */
class SaturationCoverageTest {
  private static final double INTERVAL_S = 1;
  private static final int BLOCK = 50;
  private static final int TRUTH_TRIALS = 4000;

  private final Map<Double, Double> truths = new HashMap<>();

  @Test
  void ofSomeSearches() {
    assertCoverage(300, 0.92, 0.98);
  }

  @Test
  @Tag("exhaustive")
  void ofFiveThousandSearches() {
    assertCoverage(5000, 0.94, 0.96);
  }

  private void assertCoverage(int searches, double least, double most) {
    int covered = 0;
    int possible = 0;
    for (int i = 0; i < searches; i++) {
      TrialCell cell = cell(i);
      SaturationOutcome found =
          SaturationSearch.run(cell, TrialHook.NONE, (step, hook) -> queue(step))
              .saturation()
              .orElseThrow();
      double low = found.lowTps().orElseThrow();
      double truth =
          truths.computeIfAbsent(found.unsustainedRateTps().orElseThrow(), r -> truth(cell, r));
      covered += low <= truth && truth <= found.highTps().orElseThrow() ? 1 : 0;
      possible += low <= BLOCK / INTERVAL_S ? 1 : 0;
    }
    String counts = covered + " hold the truth, " + possible + " reach the limit, of " + searches;
    System.out.println(counts);
    assertThat((double) covered / searches).as(counts).isBetween(least, most);
    assertThat((double) possible / searches).as(counts).isGreaterThan(0.97);
  }

  private static TrialCell cell(int seed) {
    WorkloadConfig usual = WorkloadConfig.defaults();
    SaturationConfig search =
        new SaturationConfig(
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of(List.of(0.5)));
    WorkloadConfig load =
        new WorkloadConfig(
            LoadKind.SATURATION,
            13,
            ArrivalProcess.POISSON,
            4,
            1,
            0,
            usual.durationS(),
            usual.warmupS(),
            usual.drainS(),
            usual.dataset(),
            usual.mix(),
            search);
    ExperimentConfig small = TestTrials.config(4, FaultKind.CRASH, 0).with(load);
    return TestTrials.cell(ProtocolKind.POW, new ConfigDraft(small).trials(1, seed).config());
  }

  /** What becomes final a second at a rate, by draws that no search has. */
  private static double truth(TrialCell cell, double rateTps) {
    double sum = 0;
    for (int i = 1; i <= TRUTH_TRIALS; i++) {
      sum +=
          queue(cell.step(1_000_000 + i, cell.config().workload().step(rateTps)))
              .load()
              .throughput()
              .tps()
              .orElseThrow();
    }
    return sum / TRUTH_TRIALS;
  }

  /** Blocks of 50 at exponential times serve Poisson arrivals. */
  private static TrialResult queue(TrialCell step) {
    TrialTiming timing = step.timing();
    SplittableRandom blocks = new SplittableRandom(step.ownSeed());
    SplittableRandom arrivals = new SplittableRandom(step.loadSeed());
    double rateTps = step.config().workload().rateTps();
    long waiting = 0;
    long submitted = 0;
    long offered = 0;
    long served = 0;
    for (double atS = 0; atS < timing.durationS(); ) {
      double betweenS = -INTERVAL_S * Math.log(1 - blocks.nextDouble());
      atS += betweenS;
      long more = poisson(arrivals, rateTps * betweenS);
      long block = Math.min(BLOCK, waiting + more);
      waiting += more - block;
      submitted += more;
      if (atS > timing.windowFromS() && atS <= timing.durationS()) {
        offered += more;
        served += block;
      }
    }
    double windowS = timing.windowS().orElseThrow();
    return SyntheticSystem.result(
        step,
        new RequestCounts(submitted, submitted, 0),
        new Throughput(
            OptionalDouble.of(served / windowS),
            OptionalDouble.of(offered / windowS),
            OptionalDouble.of(windowS)),
        100,
        false,
        false);
  }

  private static long poisson(SplittableRandom random, double mean) {
    if (mean > 30) {
      return Math.max(0, Math.round(random.nextGaussian(mean, Math.sqrt(mean))));
    }
    long count = 0;
    for (double left = mean + Math.log(1 - random.nextDouble());
        left > 0;
        left += Math.log(1 - random.nextDouble())) {
      count++;
    }
    return count;
  }
}

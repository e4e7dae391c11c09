package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.comparison.SaturationSearchTest.SyntheticSystem;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RepeatsConfig;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.Throughput;

/**
 * CMP-52: on queues that are served by chance, 95 % of the searches' 95 % intervals hold what
 * becomes final at the rate of their measurement, and luck does not lift them over the limit.
 */
class SaturationCoverageTest {
  private static final int BLOCK = 50;
  private static final int TRUTH_TRIALS = 4000;

  private final Map<Double, Double> truths = new HashMap<>();

  /** How a queue is served: 50 requests a second in the mean. */
  enum Service {
    EXPONENTIAL(random -> exponential(random, 1), random -> BLOCK),
    SMALL_BLOCKS(random -> exponential(random, 0.5), random -> BLOCK / 2),
    BURSTS(random -> exponential(random, random.nextInt(10) == 0 ? 5.5 : 0.5), random -> BLOCK),
    RANDOM_BLOCKS(random -> 1, random -> random.nextInt(2 * BLOCK + 1)),
    NEARLY_FIXED(random -> random.nextDouble(0.8, 1.2), random -> BLOCK);

    private final ToDoubleFunction<SplittableRandom> gapS;
    private final ToIntFunction<SplittableRandom> block;

    Service(ToDoubleFunction<SplittableRandom> gapS, ToIntFunction<SplittableRandom> block) {
      this.gapS = gapS;
      this.block = block;
    }

    private static double exponential(SplittableRandom random, double mean) {
      return -mean * Math.log(1 - random.nextDouble());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPONENTIAL", "BURSTS"})
  void ofSomeSearches(Service service) {
    assertCoverage(service, 120, 0.9, 1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("exhaustive")
  void ofFiveThousandSearches(Service service) {
    assertCoverage(service, 5000, 0.94, 0.96);
  }

  private void assertCoverage(Service service, int searches, double least, double most) {
    int covered = 0;
    int possible = 0;
    for (int i = 0; i < searches; i++) {
      TrialCell cell = cell(i);
      SaturationOutcome found =
          SaturationSearch.run(cell, TrialHook.NONE, (step, hook) -> queue(service, step))
              .saturation()
              .orElseThrow();
      double low = found.lowTps().orElseThrow();
      double truth =
          truths.computeIfAbsent(
              found.unsustainedRateTps().orElseThrow(), rate -> truth(service, cell, rate));
      covered += low <= truth && truth <= found.highTps().orElseThrow() ? 1 : 0;
      possible += low <= BLOCK ? 1 : 0;
    }
    String counts = covered + " hold the truth, " + possible + " reach the limit, of " + searches;
    System.out.println(service + ": " + counts);
    assertThat((double) covered / searches).as(counts).isBetween(least, most);
    assertThat((double) possible / searches).as(counts).isGreaterThan(0.97);
  }

  private static TrialCell cell(int seed) {
    SaturationConfig search =
        RecordCopy.with(SaturationConfig.defaults(), "shares", Optional.of(List.of(0.5)));
    WorkloadConfig load = TestTrials.saturation(13, search);
    ExperimentConfig small = TestTrials.config(4, FaultKind.CRASH, 0).with(load);
    return TestTrials.cell(
        ProtocolKind.POW,
        RecordCopy.of(small).with("repeats", RepeatsConfig.of(1)).with("seed", seed).made());
  }

  /** What becomes final a second at a rate, by draws that no search has. */
  private static double truth(Service service, TrialCell cell, double rateTps) {
    WorkloadConfig load = cell.config().workload().step(rateTps);
    TrialTiming usual = cell.step(0, load).timing();
    double endS = 2 * usual.durationS() - usual.windowFromS();
    WorkloadConfig filled = load.step(rateTps, usual.durationS(), endS);
    double sum = 0;
    for (int i = 1; i <= TRUTH_TRIALS; i++) {
      sum +=
          queue(service, cell.step(1_000_000 + i, filled)).load().throughput().tps().orElseThrow();
    }
    return sum / TRUTH_TRIALS;
  }

  /** Blocks serve Poisson arrivals. */
  private static TrialResult queue(Service service, TrialCell step) {
    TrialTiming timing = step.timing();
    SplittableRandom blocks = new SplittableRandom(step.ownSeed());
    SplittableRandom arrivals = new SplittableRandom(step.loadSeed());
    double rateTps = step.config().workload().rateTps();
    long waiting = 0;
    long submitted = 0;
    long offered = 0;
    long served = 0;
    for (double atS = 0; atS < timing.durationS(); ) {
      double betweenS = service.gapS.applyAsDouble(blocks);
      atS += betweenS;
      long more = poisson(arrivals, rateTps * betweenS);
      long block = Math.min(service.block.applyAsInt(blocks), waiting + more);
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
            OptionalDouble.of(offered / windowS),
            OptionalDouble.of(served / windowS),
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

package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CMP-25: how often the blocks of real miners compete and are lost, against their delay. */
@Tag("statistical")
class SimulatedForksTest {
  private static final int PILOT = 20;

  @ParameterizedTest
  @CsvSource({"4, 1, 126", "4, 2.5, 52", "4, 5, 33", "2, 10, 20", "7, 10, 14"})
  void competeAndAreLostAsOftenAsInTheModel(int miners, double delayS, int size) {
    RequiredPrecision.VERIFY.check(seed(25_100, miners, delayS), size, forks(miners, delayS));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"4, 1", "4, 2.5", "4, 5", "2, 10", "7, 10"})
  void competeAndAreLostAsOftenAsInTheModelMoreClosely(int miners, double delayS) {
    RequiredPrecision.EXHAUSTIVE.check(seed(25_200, miners, delayS), PILOT, forks(miners, delayS));
  }

  private static long seed(long base, int miners, double delayS) {
    return base + 20L * miners + Math.round(2 * delayS);
  }

  /**
   * The share that is lost has a closed form for very many miners only, so for a few it is compared
   * with the model itself, a million of its blocks.
   */
  static RequiredPrecision.Experiment forks(int miners, double delayS) {
    ForkRun.ForkRunSetup setting = ForkRun.ForkRunSetup.of(miners, delayS);
    ForkRate exact = new ForkRate(delayS, ForkRun.INTERVAL_S);
    double lost =
        ForkSimulation.equalMiners(miners, delayS, ForkRun.INTERVAL_S, 5533).stale().mean();
    return (seed, size) -> {
      SummaryStatistics competitors = new SummaryStatistics();
      SummaryStatistics stale = new SummaryStatistics();
      for (int i = 0; i < size; i++) {
        ForkRun run = setting.run(RequiredPrecision.seed(seed, i));
        competitors.addValue(run.competitors());
        stale.addValue(run.stale());
      }
      // Few miners lose less than many, because each knows its own blocks at once.
      assertThat(stale.getMean()).isLessThan(exact.staleRateOfManyMiners());
      String at =
          String.format(
              Locale.ROOT, " n=%d delay/interval=%s", miners, delayS / ForkRun.INTERVAL_S);
      return List.of(
          new TheoryComparison(
              "competitors" + at,
              exact.competitorProbabilityOfEqualMiners(miners),
              SampleEstimate.MeanEstimate.of(competitors)),
          new TheoryComparison("stale" + at, lost, SampleEstimate.MeanEstimate.of(stale)));
    };
  }
}

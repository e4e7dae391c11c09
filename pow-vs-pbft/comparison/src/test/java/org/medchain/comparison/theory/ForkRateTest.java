package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CMP-18: the closed forms against miners that search, hear and build on what they heard. */
class ForkRateTest {
  /** A false alarm in two million, and the seeds are fixed. */
  private static final double SIGMAS = 5;

  private static final double INTERVAL_S = 10;

  @ParameterizedTest
  @CsvSource({"2, 0.5", "4, 0.3", "4, 5", "7, 2", "31, 20"})
  void competitorsComeAsOftenAsSimulated(int miners, double delayS) {
    ForkSimulation.ForkShares run = ForkSimulation.equalMiners(miners, delayS, INTERVAL_S, 5531);
    double exact = new ForkRate(delayS, INTERVAL_S).competitorProbabilityOfEqualMiners(miners);
    assertWithin(run.competitors(), exact, 0.02);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "2", "10", "40"})
  void manySmallMinersLoseAsManyBlocksAsSimulated(double delayS) {
    ForkSimulation.ForkShares run = ForkSimulation.manyMiners(delayS, INTERVAL_S, 5532);
    assertWithin(run.stale(), new ForkRate(delayS, INTERVAL_S).staleRateOfManyMiners(), 0.02);
    // No two blocks have one finder, so every share is 0.
    double exact = new ForkRate(delayS, INTERVAL_S).competitorProbability(0);
    assertWithin(run.competitors(), exact, 0.02);
  }

  private static void assertWithin(
      ForkSimulation.BatchMeansEstimate estimate, double exact, double relative) {
    // Half of the 99 % interval: a simulation must be good enough to contradict.
    assertThat(2.576 * estimate.error()).isLessThan(relative * exact);
    assertThat(estimate.mean()).isCloseTo(exact, within(SIGMAS * estimate.error()));
  }

  @Test
  void fewMinersLoseFewerBlocksThanMany() {
    double limit = new ForkRate(5, INTERVAL_S).staleRateOfManyMiners();
    double before = 0;
    for (int miners : new int[] {1, 2, 4, 16}) {
      double stale = ForkSimulation.equalMiners(miners, 5, INTERVAL_S, 5533).stale().mean();
      assertThat(stale).isBetween(before, limit);
      before = stale + (miners == 1 ? 0 : 0.01);
    }
  }

  /**
   * Decker and Wattenhofer 2013: with a block every 633.68 s and 11.37 s for which the average node
   * is unaware, 1.78 % of blocks are expected to fork (and 1.69 % were seen to).
   */
  @Test
  void agreesWithDeckerAndWattenhofer() {
    assertThat(100 * ForkRate.competitorProbability(11.37, 633.68)).isCloseTo(1.78, within(0.005));
  }

  /** Unequal miners: what a finder of share α risks is what the others find in the meantime. */
  @Test
  void aFinderDoesNotCompeteWithItself() {
    ForkRate rate = new ForkRate(2, INTERVAL_S);
    assertThat(rate.competitorProbability(1)).isZero();
    assertThat(rate.competitorProbabilityOfEqualMiners(1)).isZero();
    assertThat(rate.competitorProbability(0.25))
        .isEqualTo(rate.competitorProbabilityOfEqualMiners(4));
    assertThat(rate.competitorProbability(0.25)).isLessThan(rate.competitorProbability(0.1));
    assertThat(new ForkRate(0, INTERVAL_S).competitorProbability(0.1)).isZero();
    // To first order both rates are (1 − α) δ / T, and small ones keep their digits.
    assertThat(new ForkRate(1e-15, 1).competitorProbability(0)).isCloseTo(1e-15, within(1e-29));
  }
}

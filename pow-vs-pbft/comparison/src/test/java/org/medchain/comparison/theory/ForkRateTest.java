package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.simulation.model.RandomStreams;

/** CMP-18: the closed forms against miners that search, hear and build on what they heard. */
class ForkRateTest {
  /** A false alarm in two million, and the seeds are fixed. */
  private static final double SIGMAS = 5;

  private static final double INTERVAL_S = 10;

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

  /**
   * Miners in a full mesh with one delay: each block is built on the highest that its finder knows.
   */
  static final class ForkSimulation {
    private static final int BATCHES = 100;
    private static final int BLOCKS_EACH = 10_000;

    /**
     * A mean with its standard error, from the means of consecutive batches: neighbouring blocks
     * are not independent, batches nearly are.
     */
    record BatchMeansEstimate(double mean, double error) {
      static BatchMeansEstimate of(double[] means) {
        double sum = 0;
        double squares = 0;
        for (double each : means) {
          sum += each;
          squares += each * each;
        }
        double mean = sum / means.length;
        double variance = Math.max(0, squares / means.length - mean * mean);
        return new BatchMeansEstimate(mean, StrictMath.sqrt(variance / (means.length - 1)));
      }
    }

    /** Shares of all blocks. */
    record ForkShares(BatchMeansEstimate competitors, BatchMeansEstimate stale) {}

    private static final class ModelledBlock {
      final double atS;
      final int miner;
      final long height;
      boolean hasCompetitor;

      ModelledBlock(double atS, int miner, long height) {
        this.atS = atS;
        this.miner = miner;
        this.height = height;
      }
    }

    private final int miners;
    private final double delayS;
    private final double intervalS;
    private final UniformRandomProvider random;

    /** Blocks that are still propagating, oldest first. */
    private final Deque<ModelledBlock> spreading = new ArrayDeque<>();

    private double nowS;
    private long heardByAll;
    private long highest;
    private long competitors;

    private ForkSimulation(int miners, double delayS, double intervalS, long seed) {
      this.miners = miners;
      this.delayS = delayS;
      this.intervalS = intervalS;
      this.random = new RandomStreams(seed).stream("forks", miners);
    }

    static ForkShares equalMiners(int miners, double delayS, double intervalS, long seed) {
      return new ForkSimulation(miners, delayS, intervalS, seed).run();
    }

    static ForkShares manyMiners(double delayS, double intervalS, long seed) {
      return new ForkSimulation(Integer.MAX_VALUE, delayS, intervalS, seed).run();
    }

    private ForkShares run() {
      double[] competitorMeans = new double[BATCHES];
      double[] staleMeans = new double[BATCHES];
      for (int batch = 0; batch < BATCHES; batch++) {
        final long competitorsBefore = competitors;
        final long highestBefore = highest;
        for (int i = 0; i < BLOCKS_EACH; i++) {
          find();
        }
        competitorMeans[batch] = (double) (competitors - competitorsBefore) / BLOCKS_EACH;
        staleMeans[batch] = 1 - (double) (highest - highestBefore) / BLOCKS_EACH;
      }
      return new ForkShares(
          BatchMeansEstimate.of(competitorMeans), BatchMeansEstimate.of(staleMeans));
    }

    private void find() {
      nowS -= intervalS * StrictMath.log(1 - random.nextDouble());
      int miner = random.nextInt(miners);
      while (!spreading.isEmpty() && spreading.getFirst().atS + delayS <= nowS) {
        ModelledBlock heard = spreading.removeFirst();
        heardByAll = Math.max(heardByAll, heard.height);
        competitors += heard.hasCompetitor ? 1 : 0;
      }
      long known = heardByAll;
      for (ModelledBlock each : spreading) {
        if (each.miner == miner) {
          known = Math.max(known, each.height);
        } else {
          each.hasCompetitor = true;
        }
      }
      highest = Math.max(highest, known + 1);
      spreading.addLast(new ModelledBlock(nowS, miner, known + 1));
    }
  }
}

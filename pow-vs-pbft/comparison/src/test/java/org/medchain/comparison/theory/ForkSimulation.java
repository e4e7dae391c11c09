package org.medchain.comparison.theory;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.model.RandomStreams;

/**
 * Miners in a full mesh with one delay: each block is built on the highest that its finder knows.
 * Knows nothing of the closed forms.
 */
final class ForkSimulation {
  private static final int BATCHES = 100;
  private static final int BLOCKS_EACH = 10_000;

  /**
   * A mean with its standard error, from the means of consecutive batches: neighbouring blocks are
   * not independent, batches nearly are.
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

  /**
   * Shares of all blocks.
   *
   * @param competitors blocks with a competitor, found by a miner that did not know them
   * @param stale those that are not in the longest chain
   */
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

  /** Enough miners that none ever finds two blocks. */
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

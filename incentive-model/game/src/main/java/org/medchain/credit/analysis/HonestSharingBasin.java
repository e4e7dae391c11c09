package org.medchain.credit.analysis;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.Strategies;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;

/**
 * From which share of all starts honest sharing is reached (GAME-13, GAME-17).
 *
 * @param names strategies of the population, honest sharing first
 * @param starts how many are drawn, uniformly over the simplex
 * @param evolution the dynamic
 * @param master seed
 */
public record HonestSharingBasin(
    List<String> names, int starts, LongRunDynamic evolution, long master) {
  /** Shares above this count as reached. */
  private static final double REACHED = 0.99;

  /** Checks that there is something to reach. */
  public HonestSharingBasin {
    names = List.copyOf(names);
    if (names.size() < 2 || starts < 1) {
      throw new IllegalArgumentException("a basin needs two strategies and a start");
    }
  }

  /** Under the replicator. */
  public static HonestSharingBasin replicator(int starts, long master, String... names) {
    return new HonestSharingBasin(List.of(names), starts, LongRunDynamic.replicator(1_500), master);
  }

  /** The share of starts; {@code cell} tells settings apart, so that each has its own draws. */
  public IntervalEstimate estimate(CreditParameters p, int cell) {
    CreditPopulation game =
        new CreditPopulation(p, names.stream().map(Strategies::byName).toList());
    int reached = 0;
    for (int start = 0; start < starts; start++) {
      UniformRandomProvider random = ReplicateSeed.of(master, cell, start).generator();
      double[] end = evolution.limit(game, uniformOnSimplex(random, names.size()));
      reached += end[0] > REACHED ? 1 : 0;
    }
    return IntervalEstimate.ofShare(0.95, reached, starts);
  }

  /** Exponential variables divided by their sum are uniform on the simplex (Devroye 1986). */
  static double[] uniformOnSimplex(UniformRandomProvider random, int size) {
    double[] shares = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      shares[i] = -StrictMath.log1p(-random.nextDouble());
      sum += shares[i];
    }
    for (int i = 0; i < size; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}

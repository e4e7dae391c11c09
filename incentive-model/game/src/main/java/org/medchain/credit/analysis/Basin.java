package org.medchain.credit.analysis;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.Strategies;
import org.medchain.game.random.Estimate;
import org.medchain.game.random.ReplicateSeed;

/**
 * From which share of all starts honest sharing is reached (GAME-13, GAME-17).
 *
 * @param names strategies of the population, honest sharing first
 * @param starts how many are drawn, uniformly over the simplex
 * @param evolution the dynamic
 * @param master seed
 */
public record Basin(List<String> names, int starts, Evolution evolution, long master) {
  /** Shares above this count as reached. */
  private static final double REACHED = 0.99;

  /** Checks that there is something to reach. */
  public Basin {
    names = List.copyOf(names);
    if (names.size() < 2 || starts < 1) {
      throw new IllegalArgumentException("a basin needs two strategies and a start");
    }
  }

  /** Under the replicator. */
  public static Basin replicator(int starts, long master, String... names) {
    return new Basin(List.of(names), starts, Evolution.replicator(1_500), master);
  }

  /** The share of starts; {@code cell} tells settings apart, so that each has its own draws. */
  public Estimate share(CreditParameters p, int cell) {
    CreditPopulation game = new CreditPopulation(p, names.stream().map(Strategies::named).toList());
    int reached = 0;
    for (int start = 0; start < starts; start++) {
      UniformRandomProvider random = ReplicateSeed.of(master, cell, start).generator();
      double[] end = evolution.end(game, uniform(random, names.size()));
      reached += end[0] > REACHED ? 1 : 0;
    }
    return Estimate.ofShare(0.95, reached, starts);
  }

  /** Exponential variables divided by their sum are uniform on the simplex (Devroye 1986). */
  static double[] uniform(UniformRandomProvider random, int size) {
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

  String searched() {
    return starts + " starts a point, drawn uniformly, among " + names;
  }
}

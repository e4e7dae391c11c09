package org.medchain.credit.analysis;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.Strategies;
import org.medchain.game.dynamics.EvolutionaryDynamic;
import org.medchain.game.dynamics.IntegrationSettings;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.Populations;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;

/**
 * From which share of all starts the replicator (Taylor and Jonker 1978) reaches honest sharing
 * (GAME-13, GAME-17).
 *
 * @param names strategies of the population, honest sharing first
 * @param starts how many are drawn, uniformly over the simplex
 * @param master seed
 */
public record HonestSharingBasin(List<String> names, int starts, long master) {
  /** Shares above this count as reached. */
  private static final double REACHED = 0.99;

  /**
   * Time is in the inverse of the range of all payoffs, those of strategies that die out at once
   * among them: long enough where that is a thousand times the range of the others.
   */
  private static final IntegrationSettings HORIZON =
      new IntegrationSettings(1e6, 100, 1e-9, 1e-9, 5_000);

  /** Checks that there is something to reach. */
  public HonestSharingBasin {
    if (names.size() < 2) {
      throw new IllegalArgumentException("a basin needs two strategies and a start");
    }
  }

  /** The share of starts; {@code cell} tells settings apart, so that each has its own draws. */
  public IntervalEstimate estimate(CreditParameters p, int cell) {
    CreditPopulation game =
        new CreditPopulation(p, names.stream().map(Strategies::byName).toList());
    PopulationFlow replicator =
        new PopulationFlow(new EvolutionaryDynamic.Replicator(), Populations.single(game));
    int reached = 0;
    for (int start = 0; start < starts; start++) {
      UniformRandomProvider random = ReplicateSeed.of(master, cell, start).generator();
      double[] state = replicator.populations().randomState(random);
      reached += replicator.trajectory(state, HORIZON).last()[0] > REACHED ? 1 : 0;
    }
    return IntervalEstimate.ofShare(0.95, reached, starts);
  }
}

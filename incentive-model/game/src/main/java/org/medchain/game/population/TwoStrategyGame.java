package org.medchain.game.population;

import java.util.List;

/** Two strategies of a game, the others being absent. */
record TwoStrategyGame(FinitePopulationGame game, int one, int two)
    implements FinitePopulationGame {
  @Override
  public List<String> strategies() {
    return List.of(game.strategies().get(one), game.strategies().get(two));
  }

  @Override
  public void payoffs(int[] counts, double[] into) {
    double[] payoffs = new double[game.strategies().size()];
    int[] all = new int[payoffs.length];
    all[one] = counts[0];
    all[two] = counts[1];
    game.payoffs(all, payoffs);
    into[0] = payoffs[one];
    into[1] = payoffs[two];
  }
}

package org.medchain.game.population;

import java.util.List;
import org.medchain.game.SymmetricGame;

/** All meet each other once and take the average. */
record CompleteMatching(SymmetricGame game) implements FinitePopulationGame {
  @Override
  public List<String> strategies() {
    return game.strategies();
  }

  @Override
  public void payoffs(int[] counts, double[] into) {
    // All but oneself.
    int others = -1;
    for (int count : counts) {
      others += count;
    }
    for (int own = 0; own < counts.length; own++) {
      double sum = 0;
      for (int other = 0; other < counts.length; other++) {
        int met = other == own ? counts[other] - 1 : counts[other];
        sum += met * game.payoff(own, other);
      }
      into[own] = counts[own] == 0 ? 0 : sum / others;
    }
  }
}

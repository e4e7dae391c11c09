package org.medchain.game.population;

import java.util.List;
import org.medchain.game.GroupGame;

/**
 * Groups are drawn from the population without replacement, equally likely for all others (Hauert
 * et al. 2007): hypergeometric probabilities.
 */
record RandomGroupMatching(GroupGame game, List<int[]> opponentCompositions)
    implements FinitePopulationGame {
  RandomGroupMatching(GroupGame game) {
    this(game, game.opponentCompositions());
  }

  @Override
  public List<String> strategies() {
    return game.strategies();
  }

  @Override
  public void payoffs(int[] counts, double[] into) {
    int size = -1;
    for (int count : counts) {
      size += count;
    }
    if (size + 1 < game.size()) {
      throw new IllegalArgumentException(
          "a population of " + (size + 1) + " makes no group of " + game.size());
    }
    for (int own = 0; own < counts.length; own++) {
      into[own] = counts[own] == 0 ? 0 : payoff(counts, own, size);
    }
  }

  private double payoff(int[] counts, int own, int size) {
    double sum = 0;
    for (int place = 0; place < opponentCompositions.size(); place++) {
      sum += likely(opponentCompositions.get(place), counts, own, size) * game.payoff(own, place);
    }
    return sum;
  }

  /** One after the other is drawn: of each strategy those that are left, of all those left. */
  private static double likely(int[] drawn, int[] counts, int own, int size) {
    double likely = 1;
    int all = 0;
    for (int strategy = 0; strategy < drawn.length; strategy++) {
      int there = strategy == own ? counts[strategy] - 1 : counts[strategy];
      for (int each = 0; each < drawn[strategy]; each++) {
        likely *= (double) (there - each) / (size - all) * (all + 1) / (each + 1);
        all++;
      }
    }
    return likely;
  }
}

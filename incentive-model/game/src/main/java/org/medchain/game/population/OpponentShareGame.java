package org.medchain.game.population;

import java.util.Arrays;
import java.util.List;
import org.medchain.game.PopulationGame;

/** A game in shares, at the shares of the others. */
record OpponentShareGame(PopulationGame game) implements FinitePopulationGame {
  @Override
  public List<String> strategies() {
    return game.strategies();
  }

  @Override
  public void payoffs(int[] counts, double[] into) {
    double others = Arrays.stream(counts).sum() - 1.0;
    double[] shares = new double[counts.length];
    for (int own = 0; own < counts.length; own++) {
      if (counts[own] == 0) {
        into[own] = 0;
        continue;
      }
      for (int other = 0; other < counts.length; other++) {
        shares[other] = (other == own ? counts[other] - 1 : counts[other]) / others;
      }
      into[own] = game.payoffs(shares)[own];
    }
  }
}

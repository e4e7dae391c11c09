package org.medchain.game.population;

import java.util.Arrays;
import java.util.List;
import org.medchain.game.GroupGame;
import org.medchain.game.PopulationGame;

/**
 * A game in which what an individual gets depends on what the others play.
 *
 * @param strategies their names
 * @param payoff of a strategy beside these others
 */
record OpponentCountGame(List<String> strategies, OpponentPayoff payoff)
    implements FinitePopulationGame {
  /** What a strategy yields beside others: how many of them play each. */
  interface OpponentPayoff {
    double of(int own, int[] others);
  }

  @Override
  public void payoffs(int[] counts, double[] into) {
    int[] others = counts.clone();
    for (int own = 0; own < counts.length; own++) {
      others[own]--;
      into[own] = counts[own] == 0 ? 0 : payoff.of(own, others);
      others[own]++;
    }
  }

  /**
   * A game in shares, at the shares of the others; where it is one of pairs, the average against
   * all others, one after the other (Nowak et al. 2004).
   */
  static OpponentCountGame shares(PopulationGame game) {
    return new OpponentCountGame(
        game.strategies(),
        (own, others) -> {
          double size = Arrays.stream(others).sum();
          return game.payoffs(Arrays.stream(others).mapToDouble(each -> each / size).toArray())[
              own];
        });
  }

  /**
   * Groups are drawn from the population without replacement, equally likely for all others (Hauert
   * et al. 2007): hypergeometric probabilities.
   */
  static OpponentCountGame groups(GroupGame game) {
    List<int[]> compositions = game.opponentCompositions();
    return new OpponentCountGame(
        game.strategies(),
        (own, others) -> {
          int size = Arrays.stream(others).sum();
          if (size + 1 < game.size()) {
            throw new IllegalArgumentException(
                "a population of " + (size + 1) + " makes no group of " + game.size());
          }
          double sum = 0;
          for (int place = compositions.size() - 1; place >= 0; place--) {
            sum += likely(compositions.get(place), others, size) * game.payoff(own, place);
          }
          return sum;
        });
  }

  /** One after the other is drawn: of each strategy those that are left, of all those left. */
  private static double likely(int[] drawn, int[] others, int size) {
    double likely = 1;
    int all = 0;
    for (int strategy = 0; strategy < drawn.length; strategy++) {
      for (int each = 0; each < drawn[strategy]; each++) {
        likely *= (double) (others[strategy] - each) / (size - all) * (all + 1) / (each + 1);
        all++;
      }
    }
    return likely;
  }
}

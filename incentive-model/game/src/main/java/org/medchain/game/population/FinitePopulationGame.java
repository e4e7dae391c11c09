package org.medchain.game.population;

import java.util.List;
import org.medchain.game.GroupGame;
import org.medchain.game.PopulationGame;

/**
 * A game that a finite population plays with itself: what a strategy yields depends on how many
 * play each (GAME-10). No individual meets itself.
 */
public interface FinitePopulationGame {
  /** The strategies' names; their order is that of every array. */
  List<String> strategies();

  /**
   * What each strategy yields to one who plays it.
   *
   * @param counts how many play each, not negative, at least two in all; not to be changed
   * @param into gets one payoff a strategy, finite; the entry of an unplayed strategy is not read
   */
  void payoffs(int[] counts, double[] into);

  /**
   * A game in shares, at the shares that an individual sees around itself: it is not counted
   * itself. Games of pairs and of groups: the average over all who may be met.
   */
  static FinitePopulationGame of(PopulationGame game) {
    return game instanceof GroupGame groups
        ? OpponentCountGame.groups(groups)
        : OpponentCountGame.shares(game);
  }
}

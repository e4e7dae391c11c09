package org.medchain.game;

import java.util.List;

/**
 * A game that one large population plays with itself (Sandholm 2010): what each strategy yields
 * depends on how common each is.
 */
public interface PopulationGame {
  /** The strategies' names; their order is that of every array. */
  List<String> strategies();

  /**
   * What each strategy yields.
   *
   * @param shares of the population, one a strategy, not negative, with the sum 1
   */
  double[] payoffs(double[] shares);
}

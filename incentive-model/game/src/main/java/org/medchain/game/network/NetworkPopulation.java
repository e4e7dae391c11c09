package org.medchain.game.network;

import org.medchain.game.GroupGame;

/**
 * A population on a graph: each node plays the game with each neighbour.
 *
 * @param graph who meets whom
 * @param game two strategies or more
 * @param rule who takes over whose strategy
 * @param aggregation whether a node's payoff is the sum over its neighbours or their average
 * @param mutation probability that a newcomer plays another strategy than the one taken over, or,
 *     by pairwise comparison, that an individual changes its own without a look at others; each of
 *     the other strategies is as likely
 */
public record NetworkPopulation(
    Graph graph, GroupGame game, NetworkRule rule, PayoffAggregation aggregation, double mutation) {
  /** What a node gets from its games. */
  public enum PayoffAggregation {
    SUM,
    AVERAGE
  }

  public NetworkPopulation {
    if (game.strategies().size() < 2) {
      throw new IllegalArgumentException(
          "a population needs two or more strategies, not " + game.strategies());
    }
    if (!(mutation >= 0 && mutation <= 1)) {
      throw new IllegalArgumentException("mutation " + mutation + " is not in [0, 1]");
    }
  }
}

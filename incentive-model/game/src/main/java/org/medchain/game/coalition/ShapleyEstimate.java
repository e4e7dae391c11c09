package org.medchain.game.coalition;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.medchain.game.Game;

/**
 * The Shapley value of a game of many players from random orders (Castro, Gómez and Tejada 2009),
 * with intervals (GAME-17).
 *
 * <p>The intervals hold for all players together with the requested confidence, for every game
 * (empirical Bernstein bound: Maurer and Pontil 2009, theorem 4, shared among players and sides).
 * They need a range of what a player can add, which a normal approximation does not; but that one
 * calls a rarely decisive player worthless for certain.
 *
 * @param shares for each player
 * @param orders how many were drawn
 * @param seed the same seed gives the same estimate
 * @param confidence that all intervals hold
 */
public record ShapleyEstimate(
    List<EstimatedValue> shares, int orders, long seed, double confidence) {
  /**
   * A player's estimated value.
   *
   * @param mean of what it added
   * @param low the interval's lower end
   * @param high the interval's upper end
   */
  public record EstimatedValue(double mean, double low, double high) {}

  /** Copies the list. */
  public ShapleyEstimate {
    shares = List.copyOf(shares);
  }

  /**
   * Draws orders.
   *
   * @param least a bound on what a player can add to a coalition
   * @param most the upper bound; 0 and the worth of all, if no player ever does harm
   * @throws IllegalArgumentException if a player adds something out of these bounds
   */
  public static ShapleyEstimate of(
      CoalitionGame game, int orders, long seed, double confidence, double least, double most) {
    if (orders < 2 || !(confidence > 0 && confidence < 1) || !(least < most)) {
      throw new IllegalArgumentException(
          "two orders or more, a confidence in (0, 1) and a range, not "
              + (orders + ", " + confidence + " and " + least + " to " + most));
    }
    int players = game.players().size();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] means = new double[players];
    double[] squares = new double[players];
    int[] order = new int[players];
    for (int round = 1; round <= orders; round++) {
      shuffle(order, random);
      double before = 0;
      long coalition = 0;
      for (int player : order) {
        coalition |= 1L << player;
        double after = Game.toDouble(game.worth(coalition));
        double added = after - before;
        check(game, player, added, least, most);
        // Welford's update, which does not cancel.
        double apart = added - means[player];
        means[player] += apart / round;
        squares[player] += apart * (added - means[player]);
        before = after;
      }
    }
    List<EstimatedValue> shares = new ArrayList<>();
    for (int player = 0; player < players; player++) {
      double variance = squares[player] / (orders - 1);
      double odds = StrictMath.log(4 * players / (1 - confidence));
      double radius =
          Math.sqrt(2 * variance * odds / orders)
              + 7 * (most - least) * odds / (3.0 * (orders - 1));
      double low = Math.max(least, means[player] - radius);
      shares.add(new EstimatedValue(means[player], low, Math.min(most, means[player] + radius)));
    }
    return new ShapleyEstimate(shares, orders, seed, confidence);
  }

  private static void check(
      CoalitionGame game, int player, double added, double least, double most) {
    // What is added is a difference of rounded numbers.
    double slack = 1e-9 * (most - least);
    if (!(added >= least - slack && added <= most + slack)) {
      throw new IllegalArgumentException(
          "'%s': player %s adds %s, which is not in %s to %s"
              .formatted(game.title(), game.players().get(player), added, least, most));
    }
  }

  private static void shuffle(int[] order, UniformRandomProvider random) {
    for (int at = 0; at < order.length; at++) {
      int other = random.nextInt(at + 1);
      order[at] = order[other];
      order[other] = at;
    }
  }
}

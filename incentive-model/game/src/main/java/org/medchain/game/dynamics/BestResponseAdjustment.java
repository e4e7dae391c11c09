package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * Best-response learning on pure profiles (Cournot 1838; Young 1993): where it starts, which way it
 * goes, and the profile or cycle in which it ends. For any number of players.
 *
 * @param path profiles of action numbers, the start first, each as often as it is visited until the
 *     process repeats itself
 * @param cycleStart where in the path the cycle begins; the last profile leads back there
 */
public record BestResponseAdjustment(List<int[]> path, int cycleStart) {
  /** Copies the list. */
  public BestResponseAdjustment {
    path = List.copyOf(path);
  }

  /** The profiles that are visited forever: one, if it ends in a pure equilibrium. */
  public List<int[]> cycle() {
    return path.subList(cycleStart, path.size());
  }

  /** Whether it ends in a pure Nash equilibrium. */
  public boolean converges() {
    return cycle().size() == 1;
  }

  /**
   * Players take turns, from the first to the last and again; the path has the profile after each
   * whole turn. Who already plays a best response stays; else the earliest best one is taken.
   */
  public static BestResponseAdjustment sequential(Game game, int... start) {
    return follow(
        start,
        game,
        profile -> {
          int[] next = profile.clone();
          for (int player = 0; player < next.length; player++) {
            next[player] = best(game, player, next);
          }
          return next;
        });
  }

  /** All players move at once, each against what the others played last. */
  public static BestResponseAdjustment simultaneous(Game game, int... start) {
    return follow(
        start,
        game,
        profile -> {
          int[] next = profile.clone();
          for (int player = 0; player < next.length; player++) {
            next[player] = best(game, player, profile);
          }
          return next;
        });
  }

  private static BestResponseAdjustment follow(int[] start, Game game, UnaryOperator<int[]> move) {
    boolean fits = start.length == game.players().size();
    for (int player = 0; fits && player < start.length; player++) {
      fits = start[player] >= 0 && start[player] < game.actionCount(player);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "no profile " + Arrays.toString(start) + " in a game of " + game.players());
    }
    List<int[]> path = new ArrayList<>();
    int[] visited = new int[game.profileCount()];
    int[] at = start.clone();
    while (visited[game.index(at)] == 0) {
      path.add(at);
      visited[game.index(at)] = path.size();
      at = move.apply(at);
    }
    return new BestResponseAdjustment(path, visited[game.index(at)] - 1);
  }

  private static int best(Game game, int player, int[] profile) {
    int best = profile[player];
    BigFraction most = game.exactPayoff(player, profile);
    int[] other = profile.clone();
    for (int action = 0; action < game.actionCount(player); action++) {
      other[player] = action;
      if (game.exactPayoff(player, other).compareTo(most) > 0) {
        most = game.exactPayoff(player, other);
        best = action;
      }
    }
    return best;
  }
}

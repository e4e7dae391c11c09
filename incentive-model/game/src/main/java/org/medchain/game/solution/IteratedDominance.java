package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.exact.Vectors;

/**
 * The iterated elimination of dominated actions (Luce and Raiffa 1957; by mixed actions Pearce
 * 1984), exact.
 *
 * <p>What survives strict dominance does not depend on the order (Gilboa, Kalai and Zemel 1990),
 * and no equilibrium is lost. What survives weak dominance does depend on it, and equilibria may be
 * lost: here every dominated action of every player goes at once in each round, and other orders
 * are not searched.
 *
 * @param eliminations in sequence, each with what dominates
 * @param survivors for each player, the actions that are left, in ascending order
 */
public record IteratedDominance(List<EliminationStep> eliminations, List<List<Integer>> survivors) {
  /** Eliminates until nothing is dominated. */
  public static IteratedDominance of(Game game, Dominance dominance) {
    List<List<Integer>> remaining = new ArrayList<>();
    for (Player player : game.players()) {
      remaining.add(new ArrayList<>(Vectors.list(player.actions().size(), action -> action)));
    }
    List<EliminationStep> all = new ArrayList<>();
    for (int round = 1; ; round++) {
      List<EliminationStep> found = dominated(game, dominance, remaining, round);
      if (found.isEmpty()) {
        return new IteratedDominance(all, remaining);
      }
      found.forEach(each -> remaining.get(each.player()).remove(Integer.valueOf(each.action())));
      all.addAll(found);
    }
  }

  private static List<EliminationStep> dominated(
      Game game, Dominance dominance, List<List<Integer>> remaining, int round) {
    List<EliminationStep> found = new ArrayList<>();
    for (int player = 0; player < remaining.size(); player++) {
      for (int action : remaining.get(player)) {
        Optional<List<BigFraction>> by =
            dominance.dominatingStrategy(game, remaining, player, action);
        if (by.isPresent()) {
          found.add(new EliminationStep(round, player, action, by.get()));
        }
      }
    }
    return found;
  }
}

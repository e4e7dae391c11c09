package org.medchain.game.equilibrium;

import java.util.List;
import org.medchain.game.Game;

/**
 * Nash equilibria of a finite game. Of two players all of them, exactly: extreme equilibria,
 * maximal Nash subsets and components. Of more players: pure ones and those in which two mix
 * exactly, the others as far as the result says (GAME-10, GAME-18).
 */
public final class NashSolver {
  private NashSolver() {}

  /** The equilibria, with {@link Limits#DEFAULT}. */
  public static Solution solve(Game game) {
    return solve(game, Limits.DEFAULT);
  }

  /** The equilibria that can be found within the limits. */
  public static Solution solve(Game game, Limits limits) {
    Reduction reduction = new Reduction(game);
    Solution small =
        reduction.active() <= 2
            ? TwoPlayerSearch.solve(reduction.game(), limits)
            : ManyPlayerSearch.solve(reduction.game(), limits);
    String left =
        reduction.dominated() == 0
            ? ""
            : "; strictly dominated actions left out first: " + reduction.dominated();
    boolean two = game.players().size() <= 2;
    return new Solution(
        small.equilibria().stream().map(reduction::expand).toList(),
        two ? small.subsets().stream().map(reduction::expand).toList() : List.of(),
        small.indices(),
        small.searched() + left,
        small.complete());
  }
}

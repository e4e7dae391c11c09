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

  /** The equilibria, with {@link SearchLimits#DEFAULT}. */
  public static NashSearchResult solve(Game game) {
    return solve(game, SearchLimits.DEFAULT);
  }

  /** The equilibria that can be found within the limits. */
  public static NashSearchResult solve(Game game, SearchLimits limits) {
    StrictDominanceReduction reduction = new StrictDominanceReduction(game);
    NashSearchResult small =
        reduction.activePlayers() <= 2
            ? TwoPlayerSearch.solve(reduction.game(), limits)
            : MultiplayerSearch.solve(reduction.game(), limits);
    String left =
        reduction.eliminatedActions() == 0
            ? ""
            : "; strictly dominated actions left out first: " + reduction.eliminatedActions();
    boolean two = game.players().size() <= 2;
    return new NashSearchResult(
        small.equilibria().stream().map(reduction::lift).toList(),
        two ? small.subsets().stream().map(reduction::lift).toList() : List.of(),
        small.searchScope() + left,
        small.complete());
  }
}

package org.medchain.game.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-18: what is too large ends with what was found, and says what was not searched. */
class SearchLimitsTest {
  @Test
  void twoPlayersStopAtTheLimitOfWork() {
    Game game = EquilibriumTestGames.random(7, 100, 10, 10);
    NashSearchResult solution = NashSolver.solve(game, new SearchLimits(30_000, 100));
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searchScope()).contains("limit of work").contains("not searched");
    assertThat(solution.equilibria())
        .isNotEmpty()
        .allMatch(each -> EquilibriumTestGames.isEquilibrium(game, each.profile()));
    assertThat(EquilibriumTestGames.shown(solution))
        .containsAll(PureEquilibria.of(game).stream().map(EquilibriumTestGames::shown).toList());
    NashSearchResult all = NashSolver.solve(game);
    assertThat(all.complete()).isTrue();
    assertThat(EquilibriumTestGames.shown(all)).containsAll(EquilibriumTestGames.shown(solution));
  }

  @Test
  void zeroSumGamesKeepAnEquilibrium() {
    Game one = EquilibriumTestGames.random(5, 100, 12, 12);
    Game game =
        Game.of(
            "zero-sum",
            one.players(),
            (who, at) -> who == 0 ? one.payoff(0, at) : -one.payoff(0, at));
    NashSearchResult solution = NashSolver.solve(game, new SearchLimits(1_000, 100));
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searchScope()).contains("the linear programme of zero-sum games");
    assertThat(solution.equilibria()).isNotEmpty();
    assertThat(solution.equilibria())
        .allMatch(each -> EquilibriumTestGames.isEquilibrium(game, each.profile()))
        .allMatch(each -> each.payoffs().get(0).equals(ZeroSumSolution.solve(game).value()));
  }

  @Test
  void subsetsAreListedUpToTheirLimit() {
    double[][] identity = new double[5][5];
    for (int at = 0; at < 5; at++) {
      identity[at][at] = 1;
    }
    Game game = Game.bimatrix("coordination", identity, identity);
    NashSearchResult solution = NashSolver.solve(game, new SearchLimits(1_000_000, 10));
    assertThat(solution.equilibria()).hasSize(31);
    assertThat(solution.subsets()).hasSize(10);
    assertThat(solution.complete()).isTrue();
    assertThat(solution.searchScope()).contains("only 10 are listed");
  }

  @Test
  void threePlayersStopAtTheLimitOfWork() {
    NashSearchResult solution =
        NashSolver.solve(
            EquilibriumTestGames.random(3, 1000, 3, 3, 3), new SearchLimits(15_000, 10));
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searchScope()).contains("limit of work");
  }

  @Test
  void refusals() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZeroSumSolution.solve(EquilibriumTestGames.random(1, 50, 3, 3)))
        .withMessageContaining("constant sum");
  }
}

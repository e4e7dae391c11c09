package org.medchain.game.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-18: what is too large ends with what was found, and says what was not searched. */
class LimitsTest {
  @Test
  void twoPlayersStopAtTheLimitOfWork() {
    Game game = Games.random(7, 100, 10, 10);
    Solution solution = NashSolver.solve(game, new Limits(30_000, 100));
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searched()).contains("limit of work").contains("not searched");
    assertThat(solution.indices()).isEmpty();
    assertThat(solution.equilibria())
        .isNotEmpty()
        .allMatch(each -> Games.isEquilibrium(game, each.profile()));
    assertThat(Games.shown(solution))
        .containsAll(PureEquilibria.of(game).stream().map(Games::shown).toList());
    Solution all = NashSolver.solve(game);
    assertThat(all.complete()).isTrue();
    assertThat(Games.shown(all)).containsAll(Games.shown(solution));
  }

  @Test
  void largeGamesKeepTheirPureEquilibria() {
    double[][] identity = new double[40][40];
    for (int at = 0; at < 40; at++) {
      identity[at][at] = 1;
    }
    Game game = Game.bimatrix("coordination", identity, identity);
    Solution solution = NashSolver.solve(game, new Limits(200_000, 100));
    assertThat(solution.complete()).isFalse();
    assertThat(solution.equilibria().stream().filter(Equilibrium::pure)).hasSize(40);
  }

  @Test
  void zeroSumGamesKeepAnEquilibrium() {
    Game one = Games.random(5, 100, 12, 12);
    Game game =
        Game.of(
            "zero-sum",
            one.players(),
            (who, at) -> who == 0 ? one.payoff(0, at) : -one.payoff(0, at));
    Solution solution = NashSolver.solve(game, new Limits(1_000, 100));
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searched()).contains("the linear programme of zero-sum games");
    assertThat(solution.equilibria()).isNotEmpty();
    assertThat(solution.equilibria())
        .allMatch(each -> Games.isEquilibrium(game, each.profile()))
        .allMatch(each -> each.payoffs().get(0).equals(ZeroSum.solve(game).value()));
  }

  @Test
  void subsetsAreListedUpToTheirLimit() {
    double[][] identity = new double[5][5];
    for (int at = 0; at < 5; at++) {
      identity[at][at] = 1;
    }
    Game game = Game.bimatrix("coordination", identity, identity);
    Solution solution = NashSolver.solve(game, new Limits(1_000_000, 10));
    assertThat(solution.equilibria()).hasSize(31);
    assertThat(solution.subsets()).hasSize(10);
    assertThat(solution.complete()).isTrue();
    assertThat(solution.searched()).contains("only 10 are listed");
  }

  @Test
  void threePlayersStopAtTheLimitOfWork() {
    Solution solution = NashSolver.solve(Games.random(3, 1000, 3, 3, 3), new Limits(15_000, 10));
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searched()).contains("limit of work");
  }

  @Test
  void refusals() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 0));
    Game three = Games.random(1, 5, 2, 2, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LemkeHowson.paths(three, Limits.DEFAULT))
        .withMessageContaining("two players, not of 3");
    assertThatIllegalArgumentException().isThrownBy(() -> SupportEnumeration.of(three));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SupportEnumeration.of(Games.random(1, 5, 13, 12)))
        .withMessageContaining("24 actions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZeroSum.solve(Games.random(1, 50, 3, 3)))
        .withMessageContaining("constant sum");
  }
}

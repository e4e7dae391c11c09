package org.medchain.game.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** GAME-10, GAME-11, GAME-18: games of three and more players. */
class MultiplayerSearchTest {
  private static final int[] CUBE = {2, 2, 2};

  /** Relative to the range of payoffs, which is at most {@code range}. */
  private static void holds(Game game, NashSearchResult solution, double range) {
    for (NashEquilibrium each : solution.equilibria()) {
      assertThat(game.regret(each.probabilities())).isEqualTo(0, within(1e-9 * range));
      if (each.exact()) {
        assertThat(EquilibriumTestGames.isEquilibrium(game, each.profile())).isTrue();
      }
    }
  }

  /** McKelvey and McLennan 1997: nine, the most that are regular; two of them totally mixed. */
  @Test
  void nineEquilibria() {
    Game game =
        EquilibriumTestGames.of(
            CUBE, 9, 8, 12, 0, 0, 0, 0, 0, 0, 9, 8, 2, 0, 0, 0, 3, 4, 6, 3, 4, 6, 0, 0, 0);
    NashSearchResult solution = NashSolver.solve(game);
    assertThat(solution.equilibria()).hasSize(9);
    assertThat(solution.complete()).isTrue();
    assertThat(solution.componentCount()).isEqualTo(9);
    List<NashEquilibrium> mixed =
        solution.equilibria().stream()
            .filter(each -> each.profile().stream().noneMatch(mix -> mix.contains(BigFraction.ONE)))
            .filter(
                each -> each.profile().stream().noneMatch(mix -> mix.contains(BigFraction.ZERO)))
            .toList();
    assertThat(mixed).hasSize(2);
    double[][] first = {{0.5, 0.5}, {0.4, 0.6}, {0.25, 0.75}};
    double[][] second = {{0.4, 0.6}, {0.5, 0.5}, {1 / 3.0, 2 / 3.0}};
    for (int player = 0; player < 3; player++) {
      assertThat(mixed.get(0).probabilities()[player]).containsExactly(first[player], within(1e-9));
      assertThat(mixed.get(1).probabilities()[player])
          .containsExactly(second[player], within(1e-9));
    }
    holds(game, solution, 12);
  }

  /** Nau, Gomez Canovas and Hansen 2004: three pure, two with two who mix, and a continuum. */
  @Test
  void continuumIsNotPassedOver() {
    Game game =
        EquilibriumTestGames.of(
            CUBE, 0, 0, 2, 3, 0, 0, 0, 3, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3);
    NashSearchResult solution = NashSolver.solve(game);
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searchScope()).contains("undecided").contains("there are continua of them");
    assertThat(
            solution.equilibria().stream()
                .filter(
                    each -> each.profile().stream().allMatch(mix -> mix.contains(BigFraction.ONE))))
        .hasSize(3);
    assertThat(solution.equilibria().stream().filter(NashEquilibrium::exact)).hasSize(5);
    // And one point that stands for the continuum.
    assertThat(solution.equilibria()).hasSize(6);
    holds(game, solution, 3);
  }

  /** Volunteer's dilemma (Diekmann 1985): all refuse with probability (cost/gain)^(1/(n-1)). */
  @Test
  void volunteers() {
    List<Player> players = IntStream.range(0, 4).mapToObj(i -> Player.numbered("p", 2)).toList();
    Game game =
        Game.of(
            "volunteers",
            players,
            (who, at) -> {
              boolean served = IntStream.of(at).anyMatch(action -> action == 0);
              return (served ? 1 : 0) - (at[who] == 0 ? 0.4 : 0);
            });
    NashSearchResult solution = NashSolver.solve(game);
    assertThat(solution.complete()).isTrue();
    // One volunteer, or any two or more who mix while the others rely on them.
    assertThat(solution.equilibria()).hasSize(4 + 6 + 4 + 1);
    double refuse = Math.cbrt(0.4);
    assertThat(solution.equilibria())
        .anyMatch(
            each ->
                IntStream.range(0, 4)
                    .allMatch(p -> Math.abs(each.probabilities()[p][1] - refuse) < 1e-9));
    holds(game, solution, 1.4);
  }

  @Property(seed = "1971", tries = 25)
  void randomGamesHaveAnOddNumber(@ForAll long seed) {
    for (int[] sizes : new int[][] {{2, 2, 2}, {3, 2, 3}, {2, 2, 2, 2}}) {
      Game game = EquilibriumTestGames.random(seed, 1_000_000_000, sizes);
      NashSearchResult solution = NashSolver.solve(game);
      holds(game, solution, 1e9);
      if (solution.complete()) {
        // Wilson 1971.
        assertThat(solution.equilibria().size() % 2).isEqualTo(1);
      } else {
        assertThat(solution.searchScope()).contains("undecided");
      }
      assertThat(EquilibriumTestGames.shown(solution)).doesNotHaveDuplicates();
      List<String> pure =
          PureEquilibria.of(game).stream().map(EquilibriumTestGames::shown).toList();
      assertThat(EquilibriumTestGames.shown(solution)).containsAll(pure);
    }
  }

  /** The third player is indifferent, but only where the action has probability 0. */
  @Test
  void solutionsOnTheBorderAreListedOnce() {
    List<Player> players = IntStream.range(0, 3).mapToObj(i -> Player.numbered("p", 2)).toList();
    Game game =
        Game.of(
            "border",
            players,
            (who, at) -> {
              double half = at[who == 0 ? 1 : 0] == 0 ? 0.5 : -0.5;
              double bonus = who == 1 && at[2] == 0 ? 0.2 : 0;
              return at[who] == 1 ? 0 : bonus + (who == 0 ? half : -half);
            });
    NashSearchResult solution = NashSolver.solve(game);
    assertThat(EquilibriumTestGames.shown(solution)).containsExactly("1/2 1/2 | 1/2 1/2 | 0 1");
    assertThat(solution.complete()).isTrue();
  }

  /**
   * Nau, Gomez Canovas and Hansen 2004, section 6: the equilibria are a segment without a pure one.
   */
  @Test
  void segmentThatNoVertexOfPureActionsTouches() {
    int[][] payoffs = {
      {2, 0, 0, 1, 1, 0, 0, 2, 1, 0, 0, 2, 2, 0, 0, 1},
      {0, 2, 1, 0, 0, 1, 2, 0, 0, 2, 1, 0, 0, 1, 2, 0},
      {0, 1, 1, 2, 2, 1, 1, 0, 1, 0, 2, 1, 1, 2, 0, 1}
    };
    List<Player> players =
        List.of(Player.numbered("a", 2), Player.numbered("b", 2), Player.numbered("c", 4));
    Game game =
        Game.of("segment", players, (who, at) -> payoffs[who][at[0] + 2 * at[1] + 4 * at[2]]);
    NashSearchResult solution = NashSolver.solve(game);
    assertThat(EquilibriumTestGames.shown(solution))
        .containsExactly(
            "1/2 1/2 | 1/2 1/2 | 1/2 1/2 0 0",
            "1/2 1/2 | 1/2 1/2 | 1/4 1/4 1/4 1/4",
            "1/2 1/2 | 1/2 1/2 | 0 0 1/2 1/2");
    assertThat(solution.complete()).isFalse();
    assertThat(solution.searchScope()).contains("in 3 of them cells stayed undecided");
  }
}

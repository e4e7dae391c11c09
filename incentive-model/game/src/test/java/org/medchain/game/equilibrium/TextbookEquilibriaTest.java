package org.medchain.game.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-11: textbook games of two players have their published equilibria, exactly. */
class TextbookEquilibriaTest {
  private static NashSearchResult solve(double[][] row, double[][] column) {
    NashSearchResult solution = NashSolver.solve(Game.bimatrix("textbook", row, column));
    assertThat(solution.complete()).isTrue();
    return solution;
  }

  /** The degenerate 3 by 2 game of Avis, Rosenberg, Savani and von Stengel 2010, section 2. */
  @Test
  void avisRosenbergSavaniVonStengel() {
    NashSearchResult solution =
        solve(new double[][] {{3, 3}, {2, 5}, {0, 6}}, new double[][] {{3, 3}, {2, 6}, {3, 1}});
    assertThat(EquilibriumTestGames.shown(solution))
        .containsExactly("1 0 0 | 1 0", "1 0 0 | 2/3 1/3", "0 1/3 2/3 | 1/3 2/3");
    assertThat(solution.equilibria().stream().map(NashEquilibrium::component))
        .containsExactly(1, 1, 2);
    assertThat(solution.isContinuum(1)).isTrue();
    assertThat(solution.isContinuum(2)).isFalse();
    assertThat(solution.subsets()).hasSize(2);
    assertThat(solution.subsets().get(0).first()).hasSize(1);
    assertThat(solution.subsets().get(0).second()).hasSize(2);
  }

  /** Two edges that meet in a corner are one component with two maximal Nash subsets. */
  @Test
  void edgesThatMeet() {
    NashSearchResult solution =
        solve(new double[][] {{1, 1}, {1, 0}}, new double[][] {{1, 1}, {1, 0}});
    assertThat(EquilibriumTestGames.shown(solution))
        .containsExactly("1 0 | 1 0", "1 0 | 0 1", "0 1 | 1 0");
    assertThat(solution.componentCount()).isEqualTo(1);
    assertThat(solution.subsets()).hasSize(2).noneMatch(NashSubset::isSingleton);
  }

  /** O'Neill 1987: the joker with probability 2/5. */
  @Test
  void oneill() {
    Game game =
        EquilibriumTestGames.of(
            new int[] {4, 4},
            1,
            -1,
            -1,
            1,
            -1,
            1,
            -1,
            1,
            -1,
            1,
            -1,
            1,
            1,
            -1,
            1,
            -1,
            -1,
            1,
            1,
            -1,
            -1,
            1,
            1,
            -1,
            -1,
            1,
            1,
            -1,
            1,
            -1,
            -1,
            1);
    assertThat(EquilibriumTestGames.shown(NashSolver.solve(game)))
        .containsExactly("2/5 1/5 1/5 1/5 | 2/5 1/5 1/5 1/5");
    assertThat(ZeroSumSolution.solve(game).value()).isEqualTo(new BigFraction(-1, 5));
  }

  /** Von Stengel 1999: 75 equilibria, more than the 63 that had been thought to be most. */
  @Test
  void vonStengelsSixBySix() {
    NashSearchResult solution = NashSolver.solve(EquilibriumTestGames.vonStengel());
    assertThat(solution.equilibria()).hasSize(75).allMatch(NashEquilibrium::exact);
    assertThat(solution.componentCount()).isEqualTo(75);
    assertThat(solution.subsets()).hasSize(75).allMatch(NashSubset::isSingleton);
    assertThat(solution.searchScope()).contains("111 and 111 vertices");
  }

  /** One player: the best actions, and what lies between them. */
  @Test
  void onePlayer() {
    NashSearchResult solution =
        NashSolver.solve(EquilibriumTestGames.of(new int[] {4}, 1, 7, 7, 0));
    assertThat(EquilibriumTestGames.shown(solution)).isEqualTo(List.of("0 1 0 0", "0 0 1 0"));
    assertThat(solution.componentCount()).isEqualTo(1);
    assertThat(solution.subsets().get(0).first()).hasSize(2);
    assertThat(solution.equilibria().get(0).payoffDoubles()).containsExactly(7);
  }
}

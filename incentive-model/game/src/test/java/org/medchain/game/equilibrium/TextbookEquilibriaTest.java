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

  private static NashSearchResult symmetric(double[][] matrix) {
    double[][] turned = new double[matrix.length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix.length; column++) {
        turned[column][row] = matrix[row][column];
      }
    }
    return solve(matrix, turned);
  }

  /** Luce and Raiffa 1957, section 5.4: confession dominates. */
  @Test
  void prisonersDilemma() {
    NashSearchResult solution = symmetric(new double[][] {{3, 0}, {5, 1}});
    assertThat(EquilibriumTestGames.shown(solution)).containsExactly("0 1 | 0 1");
    assertThat(solution.equilibria().get(0).profile())
        .allMatch(each -> each.contains(BigFraction.ONE));
    assertThat(solution.equilibria().get(0).payoffDoubles()).containsExactly(1, 1);
    assertThat(solution.searchScope()).contains("dominated actions left out first: 2");
  }

  /** Luce and Raiffa 1957, section 5.3. */
  @Test
  void battleOfTheSexes() {
    NashSearchResult solution =
        solve(new double[][] {{2, 0}, {0, 1}}, new double[][] {{1, 0}, {0, 2}});
    assertThat(EquilibriumTestGames.shown(solution))
        .containsExactly("1 0 | 1 0", "2/3 1/3 | 1/3 2/3", "0 1 | 0 1");
    assertThat(solution.equilibria().get(1).payoffs())
        .containsExactly(new BigFraction(2, 3), new BigFraction(2, 3));
    assertThat(solution.componentCount()).isEqualTo(3);
  }

  @Test
  void matchingPennies() {
    NashSearchResult solution =
        solve(new double[][] {{1, -1}, {-1, 1}}, new double[][] {{-1, 1}, {1, -1}});
    assertThat(EquilibriumTestGames.shown(solution)).containsExactly("1/2 1/2 | 1/2 1/2");
    assertThat(solution.equilibria().get(0).profile())
        .anyMatch(each -> !each.contains(BigFraction.ONE));
    assertThat(solution.equilibria().get(0).component()).isEqualTo(1);
  }

  /** Skyrms 2004: hunting the stag needs both. */
  @Test
  void stagHunt() {
    assertThat(EquilibriumTestGames.shown(symmetric(new double[][] {{4, 0}, {3, 3}})))
        .containsExactly("1 0 | 1 0", "3/4 1/4 | 3/4 1/4", "0 1 | 0 1");
  }

  /** Maynard Smith 1982, chapter 2: V = 2, C = 4; half are hawks. */
  @Test
  void hawkDove() {
    assertThat(EquilibriumTestGames.shown(symmetric(new double[][] {{-1, 2}, {0, 1}})))
        .containsExactly("1 0 | 0 1", "1/2 1/2 | 1/2 1/2", "0 1 | 1 0");
  }

  @Test
  void rockPaperScissors() {
    assertThat(
            EquilibriumTestGames.shown(
                symmetric(new double[][] {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}})))
        .containsExactly("1/3 1/3 1/3 | 1/3 1/3 1/3");
  }

  /** Shapley 1964: one equilibrium, which fictitious play does not find. */
  @Test
  void shapley() {
    NashSearchResult solution =
        solve(
            new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
    assertThat(EquilibriumTestGames.shown(solution)).containsExactly("1/3 1/3 1/3 | 1/3 1/3 1/3");
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

  /** With B(1,1) = 3 and B(1,2) = 2 the same game has three isolated equilibria (2002, (2.20)). */
  @Test
  void vonStengel2002() {
    NashSearchResult solution =
        solve(new double[][] {{3, 3}, {2, 5}, {0, 6}}, new double[][] {{3, 2}, {2, 6}, {3, 1}});
    assertThat(EquilibriumTestGames.shown(solution))
        .containsExactly("1 0 0 | 1 0", "4/5 1/5 0 | 2/3 1/3", "0 1/3 2/3 | 1/3 2/3");
  }

  @Test
  void wholeSquareIsEquilibrium() {
    double[][] zero = new double[2][2];
    NashSearchResult solution = solve(zero, zero);
    assertThat(solution.equilibria()).hasSize(4);
    assertThat(solution.componentCount()).isEqualTo(1);
    assertThat(solution.subsets()).hasSize(1);
  }

  /** An edge on which the row player is indifferent: entry deterred by a threat (Selten 1978). */
  @Test
  void edgeOfThreats() {
    // Enter or stay out; give in or fight.
    NashSearchResult solution =
        solve(new double[][] {{2, 0}, {1, 1}}, new double[][] {{2, 0}, {5, 5}});
    assertThat(EquilibriumTestGames.shown(solution))
        .containsExactly("1 0 | 1 0", "0 1 | 1/2 1/2", "0 1 | 0 1");
    assertThat(solution.equilibria().stream().map(NashEquilibrium::component))
        .containsExactly(1, 2, 2);
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

  /**
   * The 4 by 4 coordination game of Gambit's collection ({@code coord4.nfg}): 2⁴ - 1 equilibria.
   */
  @Test
  void coordination() {
    double[][] row = {{3, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 4}};
    double[][] column = {{2, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 4, 0}, {0, 0, 0, 7}};
    NashSearchResult solution = solve(row, column);
    assertThat(solution.equilibria()).hasSize(15);
    assertThat(solution.componentCount()).isEqualTo(15);
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

  /** A game in which no player has a choice. */
  @Test
  void noChoice() {
    NashSearchResult solution =
        NashSolver.solve(EquilibriumTestGames.of(new int[] {1, 1, 1}, 4, 5, 6));
    assertThat(EquilibriumTestGames.shown(solution)).containsExactly("1 | 1 | 1");
    assertThat(solution.equilibria().get(0).payoffDoubles()).containsExactly(4, 5, 6);
    assertThat(solution.complete()).isTrue();
  }
}

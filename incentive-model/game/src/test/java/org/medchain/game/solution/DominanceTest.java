package org.medchain.game.solution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-10, GAME-11: dominance and rationalizability, by textbook and by second method. */
class DominanceTest {
  @Test
  void eliminatesInTurnAsGibbonsDoes() {
    // Gibbons 1992, figure 1.1.1: right, then down, then left.
    Game game =
        Game.bimatrix(
            "Gibbons",
            new double[][] {{1, 1, 0}, {0, 0, 2}},
            new double[][] {{0, 2, 1}, {3, 1, 0}});
    IteratedDominance found = IteratedDominance.of(game, Dominance.STRICT);
    assertThat(found.eliminations())
        .extracting(EliminationStep::round, EliminationStep::player, EliminationStep::action)
        .containsExactly(tuple(1, 1, 2), tuple(2, 0, 1), tuple(3, 1, 0));
    assertThat(found.survivors()).allMatch(left -> left.size() == 1);
    assertThat(found.survivors()).containsExactly(List.of(0), List.of(1));
    assertThat(found.eliminations().get(0).dominatingStrategy())
        .containsExactly(BigFraction.ZERO, BigFraction.ONE, BigFraction.ZERO);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  @Test
  void aMixtureDominatesWhatNoPureActionDoes() {
    // Fudenberg and Tirole 1991, figure 1.3: half up, half middle beats down; scaled, too.
    for (double scale : new double[] {1, 1e-7, 1e7}) {
      double[][] own = {{2 * scale, -scale}, {-scale, 2 * scale}, {0, 0}};
      Game game = Game.bimatrix("mixed", own, new double[3][2]);
      IteratedDominance found = IteratedDominance.of(game, Dominance.STRICT);
      assertThat(found.survivors().get(0)).containsExactly(0, 1);
      BigFraction half = new BigFraction(1, 2);
      assertThat(found.eliminations().get(0).dominatingStrategy())
          .containsExactly(half, half, BigFraction.ZERO);
    }
  }

  @Test
  void nearlyIsNotDominated() {
    // A mixture that gains nothing at one column dominates weakly, by 10⁻¹⁵ less not at all.
    double[][] weak = {{2, 0}, {0, 2}, {1, 1}};
    Game tie = Game.bimatrix("tie", weak, new double[3][2]);
    assertThat(IteratedDominance.of(tie, Dominance.STRICT).eliminations()).isEmpty();
    assertThat(IteratedDominance.of(tie, Dominance.WEAK).eliminations()).isEmpty();
    double[][] below = {{2, 0}, {0, 2}, {1, 1 - 1e-15}};
    Game less = Game.bimatrix("less", below, new double[3][2]);
    assertThat(IteratedDominance.of(less, Dominance.WEAK).eliminations()).hasSize(1);
    // Strictly too: a little more than half of the first action gives more at both columns.
    assertThat(IteratedDominance.of(less, Dominance.STRICT).eliminations()).hasSize(1);
  }

  @Test
  void weakEliminationTakesAllAtOnce() {
    // Osborne and Rubinstein 1994, figure 63.2: of the orders the one in which only B goes first.
    Game game =
        Game.bimatrix(
            "order",
            new double[][] {{1, 0}, {1, 2}, {0, 2}},
            new double[][] {{1, 0}, {1, 1}, {0, 1}});
    assertThat(IteratedDominance.of(game, Dominance.WEAK).survivors())
        .containsExactly(List.of(1), List.of(0, 1));
  }

  @Test
  void weakMixturesAreFound() {
    double[][] own = {{4, 0, 2}, {0, 4, 2}, {2, 1, 2}};
    Game game = Game.bimatrix("weak mixture", own, new double[3][3]);
    assertThat(IteratedDominance.of(game, Dominance.STRICT).eliminations()).isEmpty();
    assertThat(IteratedDominance.of(game, Dominance.WEAK).survivors().get(0)).containsExactly(0, 1);
  }
}

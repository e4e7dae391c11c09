package org.medchain.game.solution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.solution.CorrelatedEquilibrium.ObedienceStage;

/** GAME-10, GAME-11: correlated equilibria of the literature, exactly. */
class CorrelatedEquilibriumTest {
  private static final double[][] CHICKEN = {{6, 2}, {7, 0}};

  static Game symmetric(double[][] row, double scale) {
    double[][] mine = new double[row.length][row.length];
    double[][] theirs = new double[row.length][row.length];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        mine[i][j] = row[i][j] * scale;
        theirs[j][i] = row[i][j] * scale;
      }
    }
    return Game.bimatrix("symmetric", mine, theirs);
  }

  private static BigFraction sum(List<BigFraction> values) {
    return values.stream().reduce(BigFraction.ZERO, BigFraction::add);
  }

  /**
   * The most that a player gains by disobeying in the best way: not positive exactly in
   * equilibrium.
   */
  private static BigFraction deviationGain(
      Game game, ObedienceStage kind, List<BigFraction> probabilities) {
    BigFraction most = null;
    for (BigFraction[] row : CorrelatedEquilibrium.disobedience(game, kind)) {
      BigFraction gain = BigFraction.ZERO;
      for (int index = 0; index < row.length; index++) {
        gain = gain.add(row[index].multiply(probabilities.get(index)));
      }
      most = most == null || gain.compareTo(most) > 0 ? gain : most;
    }
    return most;
  }

  @Test
  void chickenBeatsEveryMixtureOfNashEquilibria() {
    // Aumann 1974, example 2.7 (6,6 2,7 7,2 0,0): ½, ¼, ¼ and 10½ together; Nash gives 9 or 9⅓.
    for (double scale : new double[] {1, 1e-7, 1e7}) {
      CorrelatedEquilibrium best =
          CorrelatedEquilibrium.utilitarian(symmetric(CHICKEN, scale), ObedienceStage.CORRELATED);
      BigFraction quarter = new BigFraction(1, 4);
      assertThat(best.probabilities())
          .containsExactly(new BigFraction(1, 2), quarter, quarter, BigFraction.ZERO);
      assertThat(sum(best.payoffs()))
          .isEqualTo(new BigFraction(21, 2).multiply(Game.rational(scale)));
    }
  }

  @Test
  void commitmentBeforeAdviceCanPayMore() {
    // Moulin and Vial 1978: with commitment, lotteries are obeyed that advice alone cannot support.
    // Rock, paper, scissors where a draw costs 2: never a draw is coarse; advised, one would
    // deviate.
    double[][] game = {{-2, -1, 1}, {1, -2, -1}, {-1, 1, -2}};
    CorrelatedEquilibrium coarse =
        CorrelatedEquilibrium.utilitarian(symmetric(game, 1), ObedienceStage.COARSE);
    assertThat(sum(coarse.payoffs())).isEqualTo(BigFraction.ZERO);
    // The game shifted by what the rival does is the same for advice: Nash ⊆ correlated ⊆ coarse.
    CorrelatedEquilibrium advised =
        CorrelatedEquilibrium.utilitarian(symmetric(game, 1), ObedienceStage.CORRELATED);
    assertThat(deviationGain(symmetric(game, 1), ObedienceStage.COARSE, advised.probabilities()))
        .isLessThanOrEqualTo(BigFraction.ZERO);
  }

  @Property(tries = 40, seed = "20261121")
  void isObeyedAndAsGoodAsAnyPureEquilibrium(@ForAll long seed) {
    Random random = new Random(seed);
    List<Player> players =
        List.of(Player.numbered("a", 2), Player.numbered("b", 3), Player.numbered("c", 2));
    Game game = Game.of("random", players, (who, at) -> (random.nextInt(19) - 9) * 1e-7);
    for (ObedienceStage kind : ObedienceStage.values()) {
      CorrelatedEquilibrium best = CorrelatedEquilibrium.utilitarian(game, kind);
      assertThat(sum(best.probabilities())).isEqualTo(BigFraction.ONE);
      assertThat(best.probabilities()).allMatch(each -> each.compareTo(BigFraction.ZERO) >= 0);
      assertThat(deviationGain(game, kind, best.probabilities()))
          .isLessThanOrEqualTo(BigFraction.ZERO);
      for (int index = 0; index < game.profileCount(); index++) {
        double[][] pure = {new double[2], new double[3], new double[2]};
        BigFraction welfare = BigFraction.ZERO;
        for (int player = 0; player < 3; player++) {
          pure[player][game.profile(index)[player]] = 1;
          welfare = welfare.add(game.exactPayoff(player, game.profile(index)));
        }
        if (game.regret(pure) <= 0) {
          assertThat(sum(best.payoffs())).isGreaterThanOrEqualTo(welfare);
        }
      }
    }
  }
}

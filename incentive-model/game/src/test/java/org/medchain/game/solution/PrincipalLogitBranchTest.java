package org.medchain.game.solution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** GAME-10, GAME-11: the logit branch against published values, closed forms and bisection. */
class PrincipalLogitBranchTest {
  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void givesGambitsTableForSeltensGame() {
    // Selten 1975, figure 2 (e02.nfg); the documentation of gambit-logit prints these points.
    Game game =
        Game.bimatrix(
            "Selten",
            new double[][] {{1, 1}, {0, 0}, {0, 2}},
            new double[][] {{1, 1}, {2, 3}, {2, 0}});
    double[][] published = {
      {0.022853, 0.335873, 0.328284, 0.335843, 0.501962, 0.498038},
      {0.047978, 0.338668, 0.322803, 0.33853, 0.504249, 0.495751},
      {0.075600, 0.341747, 0.316863, 0.34139, 0.506915, 0.493085},
      {0.105965, 0.345145, 0.310443, 0.344413, 0.510023, 0.489977},
      {0.139346, 0.348902, 0.303519, 0.347578, 0.51364, 0.48636}
    };
    LogitPath branch = LogitPath.principal(game, 1e6);
    assertThat(branch.isComplete()).isTrue();
    for (double[] row : published) {
      List<QuantalResponseEquilibrium> found = branch.at(row[0] * branch.payoffScale());
      assertThat(found).hasSize(1);
      assertThat(found.get(0).lambda()).isCloseTo(row[0], within(1e-12));
      for (int action = 0; action < 5; action++) {
        double probability =
            action < 3
                ? found.get(0).profile().get(0).get(action)
                : found.get(0).profile().get(1).get(action - 3);
        assertThat(probability).isCloseTo(row[action + 1], within(2e-6));
      }
    }
    // The limit is the first action against one half, at the border of a component.
    assertThat(branch.last().profile().get(0).get(0)).isCloseTo(1, within(1e-9));
    assertThat(branch.last().profile().get(1).get(0)).isCloseTo(0.5, within(1e-4));
  }

  @Test
  void isTheLogisticCurveWhereTheRivalDoesNotMatter() {
    // A prisoner's dilemma with T − R = P − S = 1: defection with probability logistic(λ).
    for (double scale : new double[] {1, 1e-7, 1e7}) {
      Game game = CorrelatedEquilibriumTest.symmetric(new double[][] {{3, 0}, {4, 1}}, scale);
      LogitPath branch = LogitPath.principal(game, 1000);
      for (double lambda : new double[] {0.25, 1, 5, 30}) {
        QuantalResponseEquilibrium point = branch.at(lambda * 4).get(0);
        assertThat(point.lambda() * scale).isCloseTo(lambda, within(1e-12 * lambda));
        assertThat(point.profile().get(0).get(1)).isCloseTo(logistic(lambda), within(1e-12));
        assertThat(Math.log(point.profile().get(1).get(0)))
            .isCloseTo(Math.log(logistic(-lambda)), within(1e-9));
      }
      assertThat(branch.folds()).isEmpty();
      assertThat(branch.bifurcations()).isEmpty();
    }
  }

  @Test
  void foldsArePassed() {
    // Between the two folds the branch passes three times, with three different profiles.
    double[][] row = {{3, 3, 8}, {1, 3, 4}, {0, 8, 5}};
    double[][] column = {{5, 6, 7}, {3, 2, 1}, {5, 3, 1}};
    LogitPath branch = LogitPath.principal(Game.bimatrix("folds", row, column), 100);
    assertThat(branch.isComplete()).isTrue();
    assertThat(branch.folds()).hasSize(2);
    assertThat(branch.folds().get(0)).isGreaterThan(16);
    assertThat(branch.folds().get(1)).isLessThan(16);
    List<QuantalResponseEquilibrium> three = branch.at(16);
    assertThat(three).hasSize(3).allSatisfy(PrincipalLogitBranchTest::isEquilibrium);
    assertThat(three.stream().map(each -> each.profile().get(0).get(0)).distinct()).hasSize(3);
    assertThat(branch.at(13)).hasSize(1);
    assertThat(branch.at(20)).hasSize(1);
    assertThat(branch.points()).allSatisfy(PrincipalLogitBranchTest::isEquilibrium);
  }

  @Test
  void findsCrossingsOfOtherBranches() {
    // Symmetric coordination: the centroid stays, and a pitchfork opens where
    // p = logistic(λ(2p − 1)) has slope λ/2 at p = ½, that is 1 at λ = 2.
    Game game = CorrelatedEquilibriumTest.symmetric(new double[][] {{1, 0}, {0, 1}}, 1e7);
    LogitPath branch = LogitPath.principal(game, 50);
    assertThat(branch.bifurcations()).hasSize(1);
    assertThat(branch.bifurcations().get(0)).isCloseTo(2, within(1e-6));
    assertThat(branch.last().profile())
        .allSatisfy(mixed -> assertThat(mixed.get(0)).isCloseTo(0.5, within(1e-9)));
  }

  @Test
  void refusesAnInvalidLambda() {
    Game game = CorrelatedEquilibriumTest.symmetric(new double[][] {{1, 0}, {0, 1}}, 1);
    assertThatThrownBy(() -> LogitPath.principal(game, Double.NaN))
        .hasMessage("the normalised lambda is over 0 and at most 1e6, not NaN");
  }

  private static void isEquilibrium(QuantalResponseEquilibrium point) {
    assertThat(point.residual()).isLessThanOrEqualTo(1e-10);
  }

  @Property(tries = 40, seed = "20261123")
  void everyPointIsAnEquilibriumAndRegretVanishes(@ForAll long seed) {
    Random random = new Random(seed);
    int count = 2 + random.nextInt(2);
    List<Player> players =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(at -> Player.numbered("p" + at, 2 + random.nextInt(2)))
            .toList();
    double scale = Math.pow(10, random.nextInt(15) - 7);
    long table = random.nextLong();
    Game game = random(players, table, 1);
    Game scaled = random(players, table, scale);
    LogitPath branch = LogitPath.principal(game, 2000);
    assertThat(branch.isComplete()).isTrue();
    for (QuantalResponseEquilibrium point : branch.points()) {
      isEquilibrium(point);
      if (point.lambda() > 0) {
        // An entropy is at most the logarithm of the number of actions.
        assertThat(point.regret()).isLessThanOrEqualTo(Math.log(3) / point.lambda() + 1e-12);
      }
    }
    assertThat(branch.last().regret()).isLessThan(1e-3 * branch.payoffScale());
    // Up to the rounding of the decimals, which the exact scaling takes out again.
    assertThat(LogitPath.principal(scaled, 2000).last().profile())
        .isEqualTo(branch.last().profile());
  }

  private static Game random(List<Player> players, long seed, double scale) {
    Random random = new Random(seed);
    return Game.of(
        "random",
        players,
        (who, at) ->
            new java.math.BigDecimal(random.nextInt(100))
                .multiply(new java.math.BigDecimal(Double.toString(scale)))
                .doubleValue());
  }
}

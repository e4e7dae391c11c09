package org.medchain.game.solution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.NashSolver;

/** GAME-24: the logit correspondence beyond the principal branch. */
class LogitCorrespondenceTest {
  private static LogitCorrespondence of(Game game, double most, Double... lambdas) {
    List<double[][]> nash =
        NashSolver.solve(game).equilibria().stream().map(NashEquilibrium::probabilities).toList();
    return LogitCorrespondence.of(
        game, LogitPath.principal(game, most), most, nash, List.of(lambdas));
  }

  /**
   * Without a Nash equilibrium to begin with, a branch that a given λ meets is followed both ways.
   */
  @Test
  void branchesArePickedUpInTheMiddle() {
    Game game =
        Game.bimatrix("same", new double[][] {{1, 0}, {0, 1}}, new double[][] {{1, 0}, {0, 1}});
    LogitCorrespondence all =
        LogitCorrespondence.of(game, LogitPath.principal(game, 20), 20, List.of(), List.of(3.0));
    assertThat(all.branches()).hasSize(2).allMatch(LogitPath::isComplete);
    for (double lambda : new double[] {2.5, 3, 12}) {
      List<LogitCorrespondence.BranchEquilibrium> found = all.at(lambda);
      assertThat(found).as("%s", lambda).hasSize(3);
      assertThat(found).allMatch(each -> each.point().residual() < 1e-9);
    }
  }

  /** McKelvey and Palfrey 1995: games in general have one branch more for each two equilibria. */
  @Test
  void battleOfTheSexes() {
    Game game =
        Game.bimatrix("sexes", new double[][] {{3, 0}, {0, 1}}, new double[][] {{1, 0}, {0, 3}});
    LogitCorrespondence all = of(game, 60, 50.0);
    assertThat(all.at(50.0)).hasSize(3);
    assertThat(all.branches()).allMatch(LogitPath::isComplete);
  }

  /** Every Nash equilibrium of a generic game has its branch, and nothing else is found. */
  @Property(seed = "1995", tries = 25)
  void asManyAsNashEquilibriaInTheEnd(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] row = new double[3][3];
    double[][] column = new double[3][3];
    for (int i = 0; i < 9; i++) {
      row[i / 3][i % 3] = random.nextInt(20);
      column[i / 3][i % 3] = random.nextInt(20);
    }
    Game game = Game.bimatrix("random", row, column);
    double most = 2000;
    LogitCorrespondence all = of(game, most, most);
    List<LogitCorrespondence.BranchEquilibrium> found = all.at(most);
    List<Double> residuals = new ArrayList<>();
    found.forEach(each -> residuals.add(each.point().residual()));
    assertThat(residuals).allMatch(each -> each < 1e-9);
    if (NashSolver.solve(game).subsets().stream().allMatch(each -> each.isSingleton())) {
      for (NashEquilibrium each : NashSolver.solve(game).equilibria()) {
        assertThat(found).anyMatch(on -> near(on, each.probabilities()));
      }
    }
    // All solutions but one come in pairs.
    assertThat(found.size() % 2).isEqualTo(1);
  }

  private static boolean near(LogitCorrespondence.BranchEquilibrium on, double[][] profile) {
    for (int player = 0; player < profile.length; player++) {
      for (int action = 0; action < profile[player].length; action++) {
        double apart = on.point().profile().get(player).get(action) - profile[player][action];
        if (Math.abs(apart) > 0.05) {
          return false;
        }
      }
    }
    return true;
  }
}

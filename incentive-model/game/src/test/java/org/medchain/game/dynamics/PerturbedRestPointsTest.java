package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.game.GroupGame;

/** GAME-11: where mutation and noise move rest points to, against what was solved on paper. */
class PerturbedRestPointsTest {
  /** Hofbauer and Sigmund (1998) §20: mutation moves the eigenvalues of a circle's centre by −μ. */
  @Test
  void mutationDampsTheCircle() {
    for (double rate : new double[] {0.01, 0.1}) {
      PopulationFlow flow =
          new PopulationFlow(
              new EvolutionaryDynamic.UniformMutation(rate),
              Populations.single(TextbookGames.circle(1, 1)));
      RestPoint centre = RestPoints.of(flow).points().get(0);
      assertThat(RestPoints.of(flow).points()).hasSize(1);
      assertThat(centre.state()).containsExactly(TextbookGames.barycentre(flow), within(1e-12));
      assertThat(centre.stability()).isEqualTo(LinearStability.STABLE_FOCUS);
      assertThat(centre.internal().get(0).real()).isCloseTo(-rate, within(1e-9));
      assertThat(Math.abs(centre.internal().get(0).imaginary()))
          .isCloseTo(1 / Math.sqrt(12), within(1e-9));
    }
  }

  @Test
  void mutationInADilemmaSolvesAQuadratic() {
    double rate = 0.2;
    GroupGame donation = TextbookGames.game(new double[][] {{1, -1}, {2, 0}});
    PopulationFlow flow =
        new PopulationFlow(
            new EvolutionaryDynamic.UniformMutation(rate),
            Populations.single(donation).inPayoffUnits());
    // −x(1 − x) + μ(½ − x) = 0
    double exact = (1 + rate - Math.sqrt((1 + rate) * (1 + rate) - 2 * rate)) / 2;
    RestPoints points = RestPoints.of(flow);
    assertThat(points.points()).hasSize(1);
    assertThat(points.points().get(0).state()[0]).isCloseTo(exact, within(1e-12));
    assertThat(points.points().get(0).stability()).isEqualTo(LinearStability.STABLE_NODE);
  }

  /** Page and Nowak (2002): with constant fitness it is the quasispecies, an eigenvector. */
  @Test
  void mutationAtBirthIsTheQuasispecies() {
    GroupGame constant = TextbookGames.game(new double[][] {{1, 1}, {0, 0}});
    PopulationFlow flow =
        new PopulationFlow(
            new EvolutionaryDynamic.ReplicatorMutator(0.1, 1), Populations.single(constant));
    // W = {{2·0.9, 1·0.1}, {2·0.1, 1·0.9}}: the larger root of λ² − 2.7 λ + 1.6, x ∝ (0.1, λ −
    // 1.8).
    double root = 1.35 + Math.sqrt(1.8225 - 1.6);
    double exact = 0.1 / (0.1 + root - 1.8);
    assertThat(TextbookGames.attractors(RestPoints.of(flow)))
        .singleElement()
        .satisfies(each -> assertThat(each.state()[0]).isCloseTo(exact, within(1e-12)));
  }

  /** Coordination under noise: 2x − 1 = tanh((2x − 1)/(2η)), three solutions below η = ½. */
  @Test
  void logitBranchesAtHalf() {
    GroupGame coordination = TextbookGames.game(new double[][] {{1, 0}, {0, 1}});
    List<BifurcationBranch> branches =
        BifurcationBranch.trace(
            noise ->
                new PopulationFlow(
                    new EvolutionaryDynamic.Logit(noise), Populations.single(coordination)),
            IntStream.rangeClosed(0, 50).mapToDouble(step -> 0.725 - 0.01 * step).toArray());
    assertThat(branches).hasSize(3);
    BifurcationBranch middle = branches.get(0);
    assertThat(middle.points()).hasSize(51);
    for (BifurcationBranch.BranchPoint at : middle.points()) {
      assertThat(at.point().state()[0]).isCloseTo(0.5, within(1e-9));
      assertThat(at.point().stability())
          .isEqualTo(
              at.parameter() > 0.5 ? LinearStability.STABLE_NODE : LinearStability.UNSTABLE_NODE);
      // L' − 1 with L' = 1/(2η).
      assertThat(at.point().internal().get(0).real())
          .isCloseTo(0.5 / at.parameter() - 1, within(1e-8));
    }
    for (BifurcationBranch side : branches.subList(1, 3)) {
      assertThat(side.points().get(0).parameter()).isLessThan(0.5);
      for (BifurcationBranch.BranchPoint at : side.points()) {
        double d = 2 * at.point().state()[0] - 1;
        assertThat(d).isCloseTo(Math.tanh(d / at.parameter() / 2), within(1e-10));
        assertThat(at.point().stability()).isEqualTo(LinearStability.STABLE_NODE);
      }
    }
  }

  @Test
  void atTheBifurcationThereIsOnePointAndNoVerdict() {
    GroupGame coordination = TextbookGames.game(new double[][] {{1, 0}, {0, 1}});
    PopulationFlow flow =
        new PopulationFlow(new EvolutionaryDynamic.Logit(0.5), Populations.single(coordination));
    RestPoint only = RestPoints.of(flow).points().get(0);
    assertThat(RestPoints.of(flow).points()).hasSize(1);
    // A triple root: the cube root of the residual 1e-12 is all that can be had.
    assertThat(only.state()[0]).isCloseTo(0.5, within(1e-4));
    assertThat(only.stability()).isEqualTo(LinearStability.MARGINAL);
  }
}

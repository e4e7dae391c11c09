package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medchain.game.exact.Vectors;

/** GAME-25: the payoff-adjusted replicator of Maynard Smith 1982. */
class AdjustedReplicatorTest {
  private static EvolutionaryDynamic adjusted(double background) {
    return EvolutionaryDynamic.named("adjusted-replicator", Map.of("background", background));
  }

  @Test
  void growsAsAShareOfTheMean() {
    // Payoffs 1 and 3, half and half: mean 2, with the background 3.
    assertThat(adjusted(1).velocity(new double[] {0.5, 0.5}, new double[] {1, 3}))
        .containsExactly(new double[] {-1 / 6.0, 1 / 6.0}, within(1e-15));
  }

  /**
   * Hofbauer and Sigmund 1998 §11: one population has the replicator's orbits, at another speed.
   */
  @Test
  void onePopulationHasTheSameOrbits() {
    Populations circle = Populations.single(TextbookGames.circle(1, 0.5));
    PopulationFlow plain = new PopulationFlow(new EvolutionaryDynamic.Replicator(), circle);
    PopulationFlow flow = new PopulationFlow(adjusted(0.3), circle);
    double[] start = {0.5, 0.3, 0.2};
    Trajectory path = flow.trajectory(start, IntegrationSettings.of(30).withoutStoppingAtRest());
    for (double[] state : path.states()) {
      double[] one = flow.velocity(state);
      double[] two = plain.velocity(state);
      double mean = Vectors.dot(state, circle.payoffs(state));
      for (int i = 0; i < 3; i++) {
        assertThat(one[i] * (0.3 + mean)).isCloseTo(two[i], within(1e-14));
      }
    }
    RestPoints points = RestPoints.of(flow);
    assertThat(points.complete()).isTrue();
    List<RestPoint> others = RestPoints.of(plain).points();
    for (int i = 0; i < others.size(); i++) {
      assertThat(points.points().get(i).state()).isEqualTo(others.get(i).state());
      assertThat(points.points().get(i).stability()).isEqualTo(others.get(i).stability());
    }
  }

  /** Eigenvalues by formula are those by differences. */
  @Test
  void formulaAndDifferencesAgree() {
    PopulationFlow matrix =
        new PopulationFlow(adjusted(0.4), Populations.single(TextbookGames.zeeman()));
    PopulationFlow hidden =
        new PopulationFlow(
            adjusted(0.4), Populations.single(TextbookGames.opaque(TextbookGames.zeeman())));
    double[] middle = {1 / 3.0, 1 / 3.0, 1 / 3.0};
    assertThat(hidden.populations().payoffUnit()).isEqualTo(matrix.populations().payoffUnit());
    Eigenvalue one = Linearisation.at(matrix, middle).internal().get(0);
    Eigenvalue two = Linearisation.at(hidden, middle).internal().get(0);
    assertThat(one.real()).isCloseTo(two.real(), within(1e-6));
    assertThat(one.imaginary()).isCloseTo(two.imaginary(), within(1e-6));
  }

  @Test
  void refuses() {
    assertThatThrownBy(() -> adjusted(0)).hasMessageContaining("background is 0.0");
    assertThatThrownBy(() -> adjusted(0.5).velocity(new double[] {1, 0}, new double[] {-1, 0}))
        .hasMessageContaining("mean fitness negative");
  }
}

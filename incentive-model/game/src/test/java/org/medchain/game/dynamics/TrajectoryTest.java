package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.medchain.game.GroupGame;

/** GAME-11: paths against what is known of them in closed form. */
class TrajectoryTest {
  private static double product(double[] state) {
    return Arrays.stream(state).reduce(1, (a, b) -> a * b);
  }

  /** The logistic equation: two strategies, one better by a constant. */
  @Test
  void prisonersDilemmaInClosedForm() {
    GroupGame donation = TextbookGames.game(new double[][] {{2, -1}, {3, 0}});
    PopulationFlow flow = TextbookGames.flow("replicator", donation);
    Trajectory path = flow.trajectory(new double[] {0.9, 0.1}, IntegrationSettings.of(200));
    for (int k = 0; k < path.times().size(); k++) {
      double exact = 1 / (1 + Math.exp(path.times().get(k) / 4) / 9);
      assertThat(path.states().get(k)[0]).isCloseTo(exact, within(1e-9 * exact));
    }
    assertThat(path.last()[0]).isPositive();
    Trajectory absent = flow.trajectory(new double[] {1, 0}, IntegrationSettings.of(50));
    assertThat(absent.termination()).isEqualTo(Trajectory.TerminationReason.CONVERGED);
    assertThat(absent.last()).as("extinct stays extinct").containsExactly(1, 0);
  }

  /** Hofbauer and Sigmund (1998) §10: orbits of matching pennies close. */
  @Test
  void matchingPenniesKeepsItsInvariant() {
    PopulationFlow flow = TextbookGames.roles("replicator", TextbookGames.pennies());
    double[] start = {0.8, 0.2, 0.6, 0.4};
    for (double[] state : flow.trajectory(start, IntegrationSettings.of(500)).states()) {
      assertThat(product(state)).isCloseTo(product(start), within(1e-9 * product(start)));
    }
  }

  @Provide
  Arbitrary<double[]> entries() {
    return Arbitraries.integers()
        .between(-9, 9)
        .array(int[].class)
        .ofSize(6)
        .map(ints -> Arrays.stream(ints).asDoubleStream().toArray());
  }

  /**
   * Sandholm (2010) §7.1: common interests; half the mean payoff is a potential and never falls.
   */
  @Property(seed = "5", tries = 25)
  void potentialNeverFalls(@ForAll("entries") double[] e) {
    GroupGame game =
        TextbookGames.game(
            new double[][] {{e[0], e[1], e[2]}, {e[1], e[3], e[4]}, {e[2], e[4], e[5]}});
    Populations populations = Populations.single(game);
    for (String name : List.of("replicator", "bnn", "smith", "logit")) {
      double noise = name.equals("logit") ? 0.1 : 0;
      Map<String, Double> parameters = noise > 0 ? Map.of("noise", noise) : Map.of();
      PopulationFlow flow =
          new PopulationFlow(EvolutionaryDynamic.named(name, parameters), populations);
      IntegrationSettings horizon = new IntegrationSettings(20, 40, 1e-10, 1e-10, 100_000);
      double before = Double.NEGATIVE_INFINITY;
      for (double[] state : flow.trajectory(new double[] {0.5, 0.3, 0.2}, horizon).states()) {
        // Under the logit the potential counts the entropy of choice as well.
        double entropy = Arrays.stream(state).map(x -> x > 0 ? -x * Math.log(x) : 0).sum();
        double now = Vectors.dot(state, populations.payoffs(state)) / 2 + noise * entropy;
        assertThat(now).as(name).isGreaterThanOrEqualTo(before - 1e-9);
        before = now;
      }
    }
  }
}

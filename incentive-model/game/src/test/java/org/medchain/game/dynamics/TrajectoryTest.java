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
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.exact.Vectors;

/** GAME-11: paths against what is known of them in closed form. */
class TrajectoryTest {
  private static double product(double[] state) {
    return Arrays.stream(state).reduce(1, (a, b) -> a * b);
  }

  /** Hofbauer and Sigmund (1998) §7.7: x·y·z is constant along the replicator. */
  @Test
  void zeroSumCycleConservesInvariant() {
    PopulationFlow flow = TextbookGames.flow("replicator", TextbookGames.circle(1, 1));
    double[] start = {0.7, 0.2, 0.1};
    Trajectory path = flow.trajectory(start, IntegrationSettings.of(2000));
    assertThat(path.termination()).isEqualTo(Trajectory.TerminationReason.HORIZON);
    double furthest = 0;
    for (double[] state : path.states()) {
      assertThat(product(state)).isCloseTo(0.014, within(0.014 * 1e-9));
      furthest = Math.max(furthest, Vectors.distance(state, start));
    }
    assertThat(furthest).as("it goes round").isGreaterThan(0.4);
  }

  @Test
  void cyclicGamesSpiralInOrOut() {
    PopulationFlow good = TextbookGames.flow("replicator", TextbookGames.circle(2, 1));
    Trajectory in = good.trajectory(new double[] {0.8, 0.1, 0.1}, IntegrationSettings.of(1000));
    assertThat(in.termination()).isEqualTo(Trajectory.TerminationReason.CONVERGED);
    assertThat(in.last()).containsExactly(TextbookGames.barycentre(good), within(1e-8));
    PopulationFlow bad = TextbookGames.flow("replicator", TextbookGames.circle(1, 2));
    Trajectory out = bad.trajectory(new double[] {0.34, 0.33, 0.33}, IntegrationSettings.of(1000));
    assertThat(out.termination())
        .as("a heteroclinic cycle is no rest")
        .isEqualTo(Trajectory.TerminationReason.HORIZON);
    assertThat(product(out.last())).isLessThan(1e-9);
    assertThat(Arrays.stream(out.last()).min().orElseThrow()).as("nobody dies out").isPositive();
    for (int k = 1; k < 30; k++) {
      assertThat(product(out.states().get(k))).isLessThan(product(out.states().get(k - 1)));
    }
  }

  /** The logistic equation: two strategies, one better by a constant. */
  @Test
  void prisonersDilemmaInClosedForm() {
    GroupGame donation = TextbookGames.game(new double[][] {{2, -1}, {3, 0}});
    PopulationFlow flow =
        new PopulationFlow(
            new EvolutionaryDynamic.Replicator(), Populations.single(donation).inPayoffUnits());
    Trajectory path = flow.trajectory(new double[] {0.9, 0.1}, IntegrationSettings.of(50));
    for (int k = 0; k < path.times().size(); k++) {
      double exact = 1 / (1 + Math.exp(path.times().get(k)) / 9);
      assertThat(path.states().get(k)[0]).isCloseTo(exact, within(1e-9 * exact));
    }
    assertThat(path.last()[0]).isPositive();
    Trajectory absent = flow.trajectory(new double[] {1, 0}, IntegrationSettings.of(50));
    assertThat(absent.termination()).isEqualTo(Trajectory.TerminationReason.CONVERGED);
    assertThat(absent.last()).as("extinct stays extinct").containsExactly(1, 0);
  }

  @Test
  void aRareBetterStrategyIsNoRest() {
    PopulationFlow flow =
        TextbookGames.flow("replicator", TextbookGames.game(new double[][] {{2, -1}, {3, 0}}));
    Trajectory path =
        flow.trajectory(new double[] {1 - 1e-13, 1e-13}, IntegrationSettings.of(1000));
    assertThat(path.last()[1]).isCloseTo(1, within(1e-9));
  }

  /** Hofbauer and Sigmund (1998) §10: orbits of matching pennies close. */
  @Test
  void matchingPenniesKeepsItsInvariant() {
    PopulationFlow flow = TextbookGames.roles("replicator", TextbookGames.pennies());
    double[] start = {0.8, 0.2, 0.6, 0.4};
    for (double[] state : flow.trajectory(start, IntegrationSettings.of(500)).states()) {
      assertThat(product(state)).isCloseTo(product(start), within(1e-9 * product(start)));
    }
    PopulationFlow mutating =
        new PopulationFlow(
            new EvolutionaryDynamic.UniformMutation(0.01),
            Populations.perRole(TextbookGames.pennies()));
    assertThat(mutating.trajectory(start, IntegrationSettings.of(5000)).last())
        .as("any mutation makes it spiral in")
        .containsExactly(TextbookGames.barycentre(mutating), within(1e-6));
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
    for (String name : List.of("replicator", "bnn", "smith", "best-response", "logit")) {
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

  /** Gaunersdorfer and Hofbauer (1995): the best payoff falls as exp(−t), to 0 on the triangle. */
  @Test
  void bestResponseInABadCircleEndsOnShapleysTriangle() {
    PopulationFlow flow =
        new PopulationFlow(
            new EvolutionaryDynamic.BestResponse(),
            Populations.single(TextbookGames.circle(1, 2)).inPayoffUnits());
    double[] start = {0.6, 0.3, 0.1};
    double best = Arrays.stream(flow.populations().payoffs(start)).max().orElseThrow();
    Trajectory path = flow.trajectory(start, IntegrationSettings.of(30));
    for (int k = 0; k < path.times().size(); k++) {
      double now =
          Arrays.stream(flow.populations().payoffs(path.states().get(k))).max().orElseThrow();
      assertThat(now).isCloseTo(best * Math.exp(-path.times().get(k)), within(1e-12));
    }
    assertThat(path.termination()).isEqualTo(Trajectory.TerminationReason.HORIZON);
    // Corners of the triangle: (b², ab, a²)/(a² + ab + b²) for win a = 1, lose b = 2.
    Trajectory dense = flow.trajectory(path.last(), IntegrationSettings.of(20).withSamples(4000));
    double most = dense.states().stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
    assertThat(most).isBetween(4.0 / 7 - 0.003, 4.0 / 7 + 1e-9);
  }

  /** Hofbauer (1995): in a zero-sum game the duality gap falls as exp(−t). */
  @Test
  void bestResponseInPenniesClosesTheGapExponentially() {
    Game game = TextbookGames.pennies();
    PopulationFlow flow =
        new PopulationFlow(
            new EvolutionaryDynamic.BestResponse(), Populations.perRole(game).inPayoffUnits());
    double[] start = {0.9, 0.1, 0.8, 0.2};
    Trajectory path = flow.trajectory(start, IntegrationSettings.of(6).withSamples(12));
    for (int k = 0; k < path.times().size(); k++) {
      assertThat(gap(flow, path.states().get(k)))
          .isCloseTo(gap(flow, start) * Math.exp(-path.times().get(k)), within(1e-9));
    }
  }

  private static double gap(PopulationFlow flow, double[] state) {
    double[] payoffs = flow.populations().payoffs(state);
    return Math.max(payoffs[0], payoffs[1]) + Math.max(payoffs[2], payoffs[3]);
  }

  @Test
  void bestResponseSlidesToHawksAndDovesAndStays() {
    PopulationFlow flow = TextbookGames.flow("best-response", TextbookGames.hawkDove(2, 3));
    Trajectory path =
        flow.trajectory(new double[] {0.1, 0.9}, IntegrationSettings.of(5).withoutStoppingAtRest());
    // Towards hawks alone: 1 − 0.9·exp(−t) reaches 2/3 at t = ln 2.7, and then stays.
    for (int k = 0; k < path.times().size(); k++) {
      double exact = Math.min(2.0 / 3, 1 - 0.9 * Math.exp(-path.times().get(k)));
      assertThat(path.states().get(k)[0]).isCloseTo(exact, within(1e-12));
    }
    Populations opaque = Populations.single(TextbookGames.opaque(TextbookGames.hawkDove(2, 3)));
    double[] chattering =
        new PopulationFlow(new EvolutionaryDynamic.BestResponse(), opaque)
            .trajectory(new double[] {0.1, 0.9}, IntegrationSettings.of(5))
            .last();
    assertThat(chattering[0]).isCloseTo(2.0 / 3, within(1e-3));
  }

  @Test
  void scaledGamesHaveTheSamePaths() {
    for (String name : List.of("replicator", "bnn", "smith", "best-response")) {
      IntegrationSettings horizon = IntegrationSettings.of(20).withSamples(20);
      double[] start = {0.2, 0.3, 0.5};
      double[] end =
          TextbookGames.flow(name, TextbookGames.zeeman()).trajectory(start, horizon).last();
      for (int power : new int[] {-7, 7}) {
        GroupGame scaled = TextbookGames.scaled(TextbookGames.zeeman(), power);
        assertThat(TextbookGames.flow(name, scaled).trajectory(start, horizon).last())
            .containsExactly(end);
      }
    }
  }
}

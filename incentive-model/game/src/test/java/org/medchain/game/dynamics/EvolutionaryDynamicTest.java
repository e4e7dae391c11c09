package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.medchain.game.exact.Vectors;

/** GAME-10, GAME-11: the rules, one at a time. */
class EvolutionaryDynamicTest {
  private static final List<EvolutionaryDynamic> ALL =
      List.of(
          new EvolutionaryDynamic.Replicator(),
          new EvolutionaryDynamic.AdjustedReplicator(100),
          new EvolutionaryDynamic.UniformMutation(0.1),
          new EvolutionaryDynamic.ReplicatorMutator(0.1, 1),
          new EvolutionaryDynamic.Smith(),
          new EvolutionaryDynamic.BrownNashVonNeumann(),
          new EvolutionaryDynamic.Logit(0.2),
          new EvolutionaryDynamic.BestResponse());

  @Provide
  Arbitrary<double[]> shares() {
    return Arbitraries.integers()
        .between(0, 20)
        .array(int[].class)
        .ofSize(3)
        .filter(parts -> Arrays.stream(parts).sum() > 0)
        .map(EvolutionaryDynamicTest::divided);
  }

  @Provide
  Arbitrary<double[]> payoffs() {
    return Arbitraries.integers()
        .between(-10, 10)
        .array(int[].class)
        .ofSize(3)
        .map(ints -> Arrays.stream(ints).mapToDouble(each -> each / 10.0).toArray());
  }

  private static double[] divided(int[] parts) {
    double sum = Arrays.stream(parts).sum();
    return Arrays.stream(parts).mapToDouble(each -> each / sum).toArray();
  }

  @Property(seed = "1", tries = 300)
  void everyDynamicStaysOnTheSimplex(
      @ForAll("shares") double[] shares, @ForAll("payoffs") double[] payoffs) {
    for (EvolutionaryDynamic dynamic : ALL) {
      double[] velocity = dynamic.velocity(shares, payoffs);
      assertThat(Arrays.stream(velocity).sum()).as("%s", dynamic).isCloseTo(0, within(1e-14));
      for (int i = 0; i < 3; i++) {
        if (shares[i] == 0) {
          assertThat(velocity[i]).as("%s", dynamic).isGreaterThanOrEqualTo(0);
        }
      }
    }
  }

  /**
   * Sandholm (2010) chapter 5: motion is towards higher payoffs on the whole (positive
   * correlation).
   */
  @Property(seed = "2", tries = 300)
  void velocityAndPayoffsArePositivelyCorrelated(
      @ForAll("shares") double[] shares, @ForAll("payoffs") double[] payoffs) {
    for (String name : List.of("replicator", "bnn", "smith")) {
      double[] velocity = EvolutionaryDynamic.named(name, Map.of()).velocity(shares, payoffs);
      double correlation = Vectors.dot(velocity, payoffs);
      if (Vectors.norm(velocity) > 1e-12) {
        assertThat(correlation).as(name).isGreaterThan(0);
      } else {
        assertThat(correlation).as(name).isCloseTo(0, within(1e-12));
      }
    }
  }

  /** Sandholm (2010) chapter 5: BNN and Smith rest exactly at the Nash equilibria. */
  @Property(seed = "3", tries = 300)
  void brownNashVonNeumannAndSmithRestAtNashAlone(
      @ForAll("shares") double[] shares, @ForAll("payoffs") double[] payoffs) {
    double best = Arrays.stream(payoffs).max().orElseThrow();
    double regret = best - Vectors.dot(shares, payoffs);
    for (String name : List.of("bnn", "smith")) {
      double speed =
          Vectors.norm(EvolutionaryDynamic.named(name, Map.of()).velocity(shares, payoffs));
      if (regret > 1e-12) {
        assertThat(speed).as(name).isGreaterThan(1e-6);
      } else {
        assertThat(speed).as(name).isLessThan(1e-12);
      }
    }
  }

  @Test
  void velocitiesByHand() {
    double[] shares = {0.5, 0.25, 0.25};
    double[] payoffs = {1, 0, 2}; // mean 1
    assertThat(new EvolutionaryDynamic.Replicator().velocity(shares, payoffs))
        .containsExactly(0, -0.25, 0.25);
    assertThat(new EvolutionaryDynamic.Smith().velocity(shares, payoffs))
        .containsExactly(-0.25, -0.75, 1);
    assertThat(new EvolutionaryDynamic.BrownNashVonNeumann().velocity(shares, payoffs))
        .containsExactly(-0.5, -0.25, 0.75);
    assertThat(new EvolutionaryDynamic.BestResponse().velocity(shares, payoffs))
        .containsExactly(-0.5, -0.25, 0.75);
    assertThat(new EvolutionaryDynamic.BestResponse().velocity(shares, new double[] {2, 0, 2}))
        .containsExactly(0, -0.25, 0.25);
    double[] logit = new EvolutionaryDynamic.Logit(0.5).velocity(shares, payoffs);
    double weight = Math.exp(2) + 1 + Math.exp(4);
    assertThat(logit[2]).isCloseTo(Math.exp(4) / weight - 0.25, within(1e-15));
  }

  @Test
  void extremePayoffsDoNotOverflowTheLogit() {
    double[] choice =
        new EvolutionaryDynamic.Logit(1e-3).choiceProbabilities(new double[] {1e6, 0, 1e6});
    assertThat(choice).containsExactly(0.5, 0, 0.5);
  }

  @Test
  void uniformMutationLeavesAndArrivesAtEqualRates() {
    double[] shares = {0.2, 0.5, 0.3};
    double[] payoffs = {0.1, 0.9, 0.4};
    double third = 0.3 / 3;
    double[] expected = new EvolutionaryDynamic.Replicator().velocity(shares, payoffs);
    for (int i = 0; i < shares.length; i++) {
      expected[i] += third * (1 - shares[i]) - 2 * third * shares[i];
    }
    assertThat(new EvolutionaryDynamic.UniformMutation(0.3).velocity(shares, payoffs))
        .containsExactly(expected, within(1e-15));
  }

  /** GAME-11: to the last bit. */
  @Property(seed = "4", tries = 100)
  void scaledGamesHaveTheSameVelocities(
      @ForAll("shares") double[] shares, @ForAll("payoffs") double[] entries) {
    GroupGame game =
        TextbookGames.game(new double[][] {entries, {0.3, 0.1, -0.7}, {entries[2], 1, entries[0]}});
    for (EvolutionaryDynamic dynamic : ALL) {
      double[] velocity = new PopulationFlow(dynamic, Populations.single(game)).velocity(shares);
      for (int power : new int[] {-7, 7}) {
        GroupGame scaled = TextbookGames.scaled(game, power);
        assertThat(new PopulationFlow(dynamic, Populations.single(scaled)).velocity(shares))
            .containsExactly(velocity);
        Populations opaque = Populations.single(TextbookGames.opaque(scaled));
        assertThat(new PopulationFlow(dynamic, opaque).populations().payoffs(shares))
            .containsExactly(Populations.single(game).payoffs(shares), within(1e-12));
      }
    }
  }

  @Test
  void payoffUnitsAreThoseOfTheGame() {
    GroupGame game = TextbookGames.hawkDove(2, 3);
    Populations plain = Populations.single(game).inPayoffUnits();
    assertThat(plain.payoffs(new double[] {1, 0})).containsExactly(-0.5, 0);
    assertThat(Populations.single(game).payoffUnit()).isEqualTo(2.5);
    assertThat(plain.payoffUnit()).isEqualTo(1);
  }

  @Test
  void namesAreThoseThatAreListed() {
    assertThat(EvolutionaryDynamic.named("logit", Map.of("noise", 0.1)))
        .isEqualTo(new EvolutionaryDynamic.Logit(0.1));
    assertThat(EvolutionaryDynamic.named("replicator-mutator", Map.of("mutation", 0.1)))
        .isEqualTo(new EvolutionaryDynamic.UniformMutation(0.1));
    EvolutionaryDynamic birth =
        EvolutionaryDynamic.named(
            "replicator-mutator-at-birth", Map.of("mutation", 0.1, "background", 1.0));
    assertThat(birth).isEqualTo(new EvolutionaryDynamic.ReplicatorMutator(0.1, 1));
    assertThatThrownBy(() -> EvolutionaryDynamic.named("logits", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no dynamic is called 'logits'");
    assertThatThrownBy(() -> EvolutionaryDynamic.named("logit", Map.of("noise", 0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise is 0.0");
  }

  @Test
  void badInputIsRefused() {
    Populations three = Populations.single(TextbookGames.zeeman());
    PopulationFlow flow = new PopulationFlow(new EvolutionaryDynamic.Smith(), three);
    for (double[] wrong :
        new double[][] {{1, 0}, {0.5, 0.4, 0}, {1.5, -0.5, 0}, {Double.NaN, 1, 0}}) {
      assertThatThrownBy(() -> flow.trajectory(wrong, IntegrationSettings.of(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new EvolutionaryDynamic.ReplicatorMutator(1.5, 1))
        .hasMessageContaining("not a chance from 0 to 1");
  }
}

package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** GAME-11: rare mutations (Fudenberg and Imhof 2006). */
class SmallMutationLimitTest {
  /** As mutations become rare, the whole distribution becomes the limit, for every process. */
  @Property(seed = "61", tries = 6)
  void limitOfTheWholeDistribution(@ForAll long seed) {
    double[][] game = PopulationTestGames.random(3, seed);
    for (UpdateProcess process : PopulationTestGames.processes(1)) {
      FinitePopulation rare = PopulationTestGames.population(game, 8, process, 1e-9);
      StationaryDistribution whole = StationaryDistribution.of(rare);
      double[] limit = SmallMutationLimit.of(rare).shares();
      double[] corners = {
        whole.probability(8, 0, 0), whole.probability(0, 8, 0), whole.probability(0, 0, 8)
      };
      assertThat(limit).containsExactly(corners, within(1e-6));
    }
  }

  /** Two strategies: the odds are ρ₁/ρ₂, here the product of all ratios, e^−20,000 and less. */
  @Test
  void oddsBeyondTheRangeOfDouble() {
    double[][] dominated = {{1, 1}, {3, 3}};
    FinitePopulation population =
        PopulationTestGames.population(dominated, 1001, new PairwiseComparison(10), 0);
    double[] logs = SmallMutationLimit.of(population).logShares();
    assertThat(logs[0] - logs[1]).isCloseTo(-20 * 1000, within(1e-7));
  }

  /**
   * Three strategies, each beaten by the next so hard that it is never invaded back: 1 and 2 leave
   * at once, 3 is left once in e^6000 mutations, and has all the weight, in the right proportion.
   */
  @Test
  void nearlyReducible() {
    double[][] ladder = {{0, 0, 0}, {1, 1, 1}, {2, 2, 2}};
    FinitePopulation population =
        PopulationTestGames.population(ladder, 301, new PairwiseComparison(20), 0);
    SmallMutationLimit limit = SmallMutationLimit.of(population);
    assertThat(limit.shares()).containsExactly(new double[] {0, 0, 1}, within(1e-15));
    // Constant advantages make the embedded chain reversible: π ∝ exp((N − 1) β payoff).
    assertThat(limit.logShares()[1]).isCloseTo(-20 * 300, within(1e-8));
    assertThat(limit.logShares()[0]).isCloseTo(-2 * 20 * 300, within(1e-8));
    assertThat(limit.logFixation(0, 1)).isCloseTo(-20 * 300, within(1e-6));
  }

  /** Imhof and Nowak (2006), Wright–Fisher, weak: ρ₁ > ρ₂ iff (N − 2)(a − d) > N (c − b). */
  @Test
  void imhofAndNowak2006() {
    int size = 20;
    for (double excess : new double[] {-0.01, 0.01}) {
      double corner = (size * 3.0 + (size - 2) * 2.0) / (size - 2) + excess;
      double[][] game = {{corner, 0}, {3, 2}};
      UpdateProcess whole = new WrightFisherProcess(new Fitness.LinearFitness(1e-4));
      double[] logs =
          SmallMutationLimit.of(PopulationTestGames.population(game, size, whole, 0)).logShares();
      assertThat(logs[0] > logs[1]).isEqualTo(excess > 0);
    }
  }

  /** Fisher (1930), Kimura (1962): WF with advantage s, about (1 − e^−2s) / (1 − e^−2Ns). */
  @Test
  void kimura1962() {
    double advantage = 0.01;
    double[][] constant = {{advantage, advantage}, {0, 0}};
    UpdateProcess whole = new WrightFisherProcess(new Fitness.ExponentialFitness(1));
    FinitePopulation population = PopulationTestGames.population(constant, 200, whole, 0);
    double expected = Math.expm1(-2 * advantage) / Math.expm1(-2 * 200 * advantage);
    assertThat(Math.exp(SmallMutationLimit.logFixation(population, 0, 1)))
        .isCloseTo(expected, within(0.01 * expected));
  }
}

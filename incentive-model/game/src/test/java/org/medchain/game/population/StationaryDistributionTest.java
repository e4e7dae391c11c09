package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.game.random.CompensatedSum;

/** GAME-11, GAME-17: transition matrices and what is stationary under them. */
class StationaryDistributionTest {
  /** π P = π, and the same as the dense elimination, for every process. */
  @Property(seed = "52", tries = 10)
  void stationary(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int strategies) {
    for (UpdateProcess process : PopulationTestGames.processes(3)) {
      for (double mutation : new double[] {1e-6, 0.05, 0.7}) {
        double[][] game = PopulationTestGames.random(strategies, seed);
        FinitePopulation population = PopulationTestGames.population(game, 9, process, mutation);
        StationaryDistribution distribution = StationaryDistribution.of(population);
        double[][] matrix = TransitionMatrices.of(population);
        double[] shares = distribution.probabilities();
        assertThat(CompensatedSum.total(shares)).isCloseTo(1, within(1e-12));
        assertThat(residual(matrix, shares)).isLessThan(1e-13);
        double[] dense = GthEliminationTest.stationary(matrix);
        for (int state = 0; state < shares.length; state++) {
          assertThat(shares[state]).isCloseTo(dense[state], within(1e-9 * dense[state]));
        }
      }
    }
  }

  private static double residual(double[][] matrix, double[] shares) {
    double worst = 0;
    for (int to = 0; to < shares.length; to++) {
      CompensatedSum sum = new CompensatedSum();
      for (int from = 0; from < shares.length; from++) {
        sum.add(shares[from] * matrix[from][to]);
      }
      worst = Math.max(worst, Math.abs(sum.value() - shares[to]));
    }
    return worst;
  }

  /**
   * GAME-11 at full size: N = 200, three strategies. The cycle leaves the distribution unchanged.
   */
  @Test
  void twoHundredWhoPlayRockPaperScissors() {
    int size = 200;
    UpdateProcess process = new PairwiseComparison(5);
    FinitePopulation population =
        PopulationTestGames.population(
            PopulationTestGames.ROCK_PAPER_SCISSORS, size, process, 1e-3);
    StationaryDistribution distribution = StationaryDistribution.of(population);
    assertThat(distribution.states()).isEqualTo(20_301);
    assertThat(distribution.shares())
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    for (int rock = 0; rock <= size; rock += 7) {
      for (int paper = 0; paper <= size - rock; paper += 7) {
        double here = distribution.probability(rock, paper, size - rock - paper);
        double turned = distribution.probability(paper, size - rock - paper, rock);
        assertThat(turned).isCloseTo(here, within(1e-9 * here));
      }
    }
    assertThat(flowResidual(population, distribution)).isLessThan(1e-15);
  }

  /** What flows into each state against what flows out, without a matrix. */
  private static double flowResidual(
      FinitePopulation population, StationaryDistribution distribution) {
    PopulationStates lattice = new PopulationStates(population.size(), 3);
    double[] balance = new double[lattice.states()];
    double[] shares = distribution.probabilities();
    int[] counts = lattice.first();
    double[][] moves = new double[3][3];
    for (int state = 0; state < shares.length; state++) {
      SingleStepProcess process = population.requireSingleStep("test");
      process.transitionProbabilities(
          counts, population.payoffs(counts), population.mutation(), moves);
      for (int dies = 0; dies < 3; dies++) {
        for (int comes = 0; comes < 3; comes++) {
          if (counts[dies] > 0) {
            int[] next = counts.clone();
            next[dies]--;
            next[comes]++;
            balance[lattice.index(next)] += shares[state] * moves[dies][comes];
            balance[state] -= shares[state] * moves[dies][comes];
          }
        }
      }
      lattice.advance(counts);
    }
    return Arrays.stream(balance).map(Math::abs).max().orElseThrow();
  }

  /** Neutral, two strategies, μ small: Moran's distribution is beta-binomial in closed form. */
  @Test
  void neutralMoranIsBetaBinomial() {
    int size = 50;
    double mutation = 0.02;
    StationaryDistribution distribution =
        StationaryDistribution.of(
            PopulationTestGames.population(
                PopulationTestGames.STAG_HUNT,
                size,
                new MoranProcess(new Fitness.ExponentialFitness(0)),
                mutation));
    // T⁺ ∝ (N − i)(a + i), T⁻ ∝ i (a + N − i) with a = N μ / (1 − 2μ).
    double shape = size * mutation / (1 - 2 * mutation);
    double[] weights = new double[size + 1];
    weights[0] = 1;
    for (int first = 0; first < size; first++) {
      double up = (size - first) * (shape + first);
      weights[first + 1] = weights[first] * up / ((first + 1) * (shape + size - first - 1));
    }
    double total = Arrays.stream(weights).sum();
    for (int first = 0; first <= size; first++) {
      assertThat(distribution.probability(first, size - first))
          .isCloseTo(weights[first] / total, within(1e-12));
    }
  }

  @Test
  void refuses() {
    FinitePopulation still =
        PopulationTestGames.population(
            PopulationTestGames.STAG_HUNT, 9, new PairwiseComparison(1), 0);
    assertThatThrownBy(() -> StationaryDistribution.of(still))
        .hasMessageContaining("without mutation");
    double[][] many = PopulationTestGames.random(6, 1);
    FinitePopulation large =
        PopulationTestGames.population(many, 100, new PairwiseComparison(1), 0.1);
    assertThatThrownBy(() -> StationaryDistribution.of(large))
        .hasMessageContaining("too many states");
    FinitePopulation whole =
        PopulationTestGames.population(
            many, 100, new WrightFisherProcess(new Fitness.ExponentialFitness(1)), 0.1);
    assertThatThrownBy(() -> StationaryDistribution.of(whole))
        .hasMessageContaining("more than 2000 states");
  }
}

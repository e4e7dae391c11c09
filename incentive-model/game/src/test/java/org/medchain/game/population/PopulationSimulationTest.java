package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;

/** GAME-17: runs by counts and by individuals follow the chain, and depend on the seed alone. */
class PopulationSimulationTest {
  private static final double[][] GAME = {{0.2, 0.5, 0}, {0.1, 0.3, 0.6}, {0.9, 0, 0.1}};

  /** One step from one state, 40,000 times: every next state as often as the matrix says. */
  @Test
  void oneStep() {
    int[] start = {3, 1, 2};
    PopulationStates lattice = new PopulationStates(6, 3);
    for (UpdateProcess process : PopulationTestGames.processes(0.4)) {
      FinitePopulation population = PopulationTestGames.population(GAME, 6, process, 0.2);
      double[] row = TransitionMatrices.of(population)[lattice.index(start)];
      long[] seen = new long[row.length];

      for (int replicate = 0; replicate < 40_000; replicate++) {
        ReplicateSeed seed = ReplicateSeed.of(9, process.toString(), replicate);
        CountSimulation run = new CountSimulation(population, start, seed);
        run.step();
        seen[lattice.index(run.counts())]++;
      }
      for (int state = 0; state < row.length; state++) {
        IntervalEstimate estimate = IntervalEstimate.ofShareExact(1 - 1e-5, seen[state], 40_000);
        assertThat(estimate.covers(row[state])).as("%s %s", process, estimate).isTrue();
      }
    }
  }

  /** Golden counts: a change of these changes every seeded run. */
  @Test
  void golden() {
    List<String> seen = new ArrayList<>();
    for (UpdateProcess process : PopulationTestGames.processes(0.4)) {
      FinitePopulation population = PopulationTestGames.population(GAME, 1000, process, 0.01);
      ReplicateSeed seed = ReplicateSeed.of(1, "golden", 0);
      CountSimulation run = new CountSimulation(population, new int[] {400, 300, 300}, seed);
      for (int round = 0; round < 20; round++) {
        run.round();
      }
      seen.add(Arrays.toString(run.counts()));
    }
    assertThat(seen)
        .containsExactly(
            "[232, 459, 309]",
            "[206, 524, 270]",
            "[268, 349, 383]",
            "[240, 378, 382]",
            "[216, 456, 328]");
  }

  @Test
  void refuses() {
    FinitePopulation population =
        PopulationTestGames.population(GAME, 5, new PairwiseComparison(1), 0);
    ReplicateSeed seed = ReplicateSeed.of(1, 1, 1);
    assertThatThrownBy(() -> new CountSimulation(population, new int[] {5, 1, -1}, seed))
        .hasMessageContaining("counts [5, 1, -1]");
    assertThatThrownBy(() -> PopulationTestGames.population(GAME, 1, new PairwiseComparison(1), 0))
        .hasMessageContaining("population size 1");
    assertThatThrownBy(
            () -> PopulationTestGames.population(GAME, 5, new PairwiseComparison(1), 1.5))
        .hasMessageContaining("mutation 1.5");
  }
}

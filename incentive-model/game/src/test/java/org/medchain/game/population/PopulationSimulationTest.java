package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.game.PopulationGame;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.SamplingPlan;

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

  /** A thousand who are alike, one by one, and the chain of their counts. */
  @Test
  void individualsWhoAreAlike() {
    FinitePopulation population =
        PopulationTestGames.population(GAME, 30, new PairwiseComparison(2), 0.1);
    double[] exact = StationaryDistribution.of(population).shares();
    SamplingPlan sampling = new SamplingPlan(4, "alike", 40, 2, 0.999);
    List<IntervalEstimate> seen = sampling.means(seed -> averages(alike(30), seed));
    for (int strategy = 0; strategy < 3; strategy++) {
      assertThat(seen.get(strategy).covers(exact[strategy])).as("%s", seen).isTrue();
    }
  }

  private static List<Agent> alike(int size) {
    return IntStream.range(0, size).mapToObj(who -> Agent.of(who % 3, 2, 0.1)).toList();
  }

  private static double[] averages(List<Agent> agents, ReplicateSeed seed) {
    AgentSimulation run =
        new AgentSimulation(FinitePopulationGame.of(PopulationTestGames.game(GAME)), agents, seed);
    double[] sums = new double[3];
    for (int round = -50; round < 500; round++) {
      run.round();
      int[] counts = run.counts();
      for (int strategy = 0; round >= 0 && strategy < 3; strategy++) {
        sums[strategy] += counts[strategy] / (500.0 * agents.size());
      }
    }
    return sums;
  }

  /** Two who differ: one of them, either as often, meets the other and follows with a half. */
  @Test
  void noSelfInteraction() {
    FinitePopulationGame game =
        FinitePopulationGame.of(PopulationTestGames.game(PopulationTestGames.STAG_HUNT));
    List<Agent> agents = List.of(Agent.of(0, 0, 0), Agent.of(1, 0, 0));
    long[] changed = new long[2];
    for (int replicate = 0; replicate < 4000; replicate++) {
      AgentSimulation run = new AgentSimulation(game, agents, ReplicateSeed.of(2, 2, replicate));
      run.step();
      changed[0] += run.strategyOf(0);
      changed[1] += 1 - run.strategyOf(1);
    }
    for (long each : changed) {
      assertThat(IntervalEstimate.ofShareExact(0.999, each, 4000).covers(0.25)).isTrue();
    }
  }

  /** Mobilia (2003): z₁ and z₂ zealots among voters; neutral shares are z₁ : z₂ on average. */
  @Test
  void zealotsNeverChange() {
    List<Agent> agents = new ArrayList<>();
    for (int who = 0; who < 40; who++) {
      boolean zealot = who < 8;
      agents.add(new Agent(who < 6 ? 0 : 1, 0, 0, !zealot));
    }
    SamplingPlan sampling = new SamplingPlan(4, "zealots", 60, 2, 0.999);
    FinitePopulationGame game =
        FinitePopulationGame.of(PopulationTestGames.game(PopulationTestGames.STAG_HUNT));
    List<IntervalEstimate> share =
        sampling.means(
            seed -> {
              AgentSimulation run = new AgentSimulation(game, agents, seed);
              double sum = 0;
              for (int round = 0; round < 1000; round++) {
                run.round();
                sum += round < 200 ? 0 : run.counts()[0] / (800.0 * 40);
              }
              return new double[] {sum, run.strategyOf(0)};
            });
    assertThat(share.get(0).covers(0.75)).as("%s", share).isTrue();
    assertThat(share.get(1).mean()).isEqualTo(0);
  }

  @Test
  void theSameForAnyNumberOfThreads() {
    FinitePopulation population =
        PopulationTestGames.population(GAME, 25, new PairwiseComparison(1), 0.05);
    int[] start = {25, 0, 0};
    List<Object> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      SamplingPlan sampling = new SamplingPlan(8, "threads", 12, threads, 0.95);
      results.add(
          List.of(
              PopulationEstimates.shares(population, start, 5, 20, sampling),
              PopulationEstimates.fixation(population, 1, 2, 5, 100, sampling)));
    }
    assertThat(results).containsOnly(results.get(0));
  }

  /** Golden counts: a change of these changes every seeded run. */
  @Test
  void golden() {
    List<String> seen = new ArrayList<>();
    for (UpdateProcess process : PopulationTestGames.processes(0.4)) {
      FinitePopulation population = PopulationTestGames.population(GAME, 1000, process, 0.01);
      int[] start = {400, 300, 300};
      List<int[]> path =
          PopulationEstimates.trajectory(
              population, start, 20, 10, ReplicateSeed.of(1, "golden", 0));
      assertThat(path).hasSize(3);
      assertThat(path.get(0)).isEqualTo(start);
      seen.add(Arrays.toString(path.get(2)));
    }
    assertThat(seen)
        .containsExactly(
            "[232, 459, 309]",
            "[206, 524, 270]",
            "[268, 349, 383]",
            "[240, 378, 382]",
            "[216, 456, 328]");
  }

  /** Ten thousand for fifty rounds stay near the rest point of hawks and doves, a half here. */
  @Test
  void largePopulationsFollowTheMean() {
    double[][] hawks = {{-1, 2}, {0, 1}};
    FinitePopulation population =
        PopulationTestGames.population(hawks, 10_000, new PairwiseComparison(5), 0);
    int[] last =
        PopulationEstimates.trajectory(
                population, new int[] {1000, 9000}, 50, 50, ReplicateSeed.of(1, 1, 1))
            .get(1);
    assertThat(last[0] / 1e4).isCloseTo(0.5, within(0.03));
  }

  /** A game in shares sees the others; for pairs both ways to say it are the same. */
  @Test
  void ownStrategyIsCountedWithoutOneself() {
    PopulationGame shares =
        new PopulationGame() {
          @Override
          public List<String> strategies() {
            return List.of("a", "b", "c");
          }

          @Override
          public double[] payoffs(double[] at) {
            return PopulationTestGames.game(GAME).payoffs(at);
          }
        };
    int[] counts = {4, 0, 7};
    double[] direct = new double[3];
    double[] around = new double[3];
    FinitePopulationGame.of((PopulationGame) PopulationTestGames.game(GAME))
        .payoffs(counts, direct);
    FinitePopulationGame.of(shares).payoffs(counts, around);
    assertThat(around).containsExactly(direct, within(1e-15));
    assertThat(direct[0]).isCloseTo((3 * 0.2 + 7 * 0) / 10, within(1e-15));
    assertThat(direct[2]).isCloseTo((4 * 0.9 + 6 * 0.1) / 10, within(1e-15));
  }

  /** What is not decided in time widens the interval on both sides. */
  @Test
  void undecidedRuns() {
    FinitePopulation population =
        PopulationTestGames.population(GAME, 50, new PairwiseComparison(1), 0);
    IntervalEstimate none =
        PopulationEstimates.fixation(
            population, 0, 1, 25, 0, new SamplingPlan(1, "none", 9, 1, 0.95));
    assertThat(none.low()).isEqualTo(0);
    assertThat(none.high()).isEqualTo(1);
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
    FinitePopulationGame game = population.game();
    assertThatThrownBy(() -> new AgentSimulation(game, List.of(Agent.of(0, 1, 0)), seed))
        .hasMessageContaining("two or more agents");
  }
}

package org.medchain.microbenchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.equilibrium.NashSearchResult;
import org.medchain.game.equilibrium.NashSolver;
import org.medchain.game.population.CountSimulation;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.population.StationaryDistribution;
import org.medchain.game.random.ReplicateSeed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Seconds for what studies of games wait for longest (GAME-11): all equilibria of a random game,
 * another one each time, of which {@code p0.50} is the median; the stationary distribution of three
 * strategies among 200 (20,301 states); and 10,000 agents who revise 1,000 times each on average.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 3)
public class GameBenchmark {
  private static final long SEED = 1;
  private static final GroupGame ROCK_PAPER_SCISSORS =
      GroupGame.ofMatrix(
          "rock, paper, scissors",
          List.of("rock", "paper", "scissors"),
          new double[][] {{0, -1, 2}, {2, 0, -1}, {-1, 2, 0}});

  private long games;

  /** All equilibria of an 8 by 8 game with payoffs uniform in [0, 1), of 17 digits. */
  @Benchmark
  public NashSearchResult equilibria8() {
    return NashSolver.solve(random(8));
  }

  /** The same, 10 by 10. */
  @Benchmark
  public NashSearchResult equilibria10() {
    return NashSolver.solve(random(10));
  }

  /** Pairwise comparison with mutation. */
  @Benchmark
  public StationaryDistribution stationary200() {
    FinitePopulationGame game = FinitePopulationGame.of(ROCK_PAPER_SCISSORS);
    return StationaryDistribution.of(
        new FinitePopulation(game, 200, new PairwiseComparison(0.1), 0.01));
  }

  /** Imitation, one agent after the other. */
  @Benchmark
  public int[] agents() {
    FinitePopulationGame game = FinitePopulationGame.of(ROCK_PAPER_SCISSORS);
    CountSimulation simulation =
        new CountSimulation(
            new FinitePopulation(game, 10_000, new PairwiseComparison(0.1), 0.01),
            new int[] {10_000, 0, 0},
            ReplicateSeed.of(SEED, "agents", 1));
    for (int round = 0; round < 1_000; round++) {
      simulation.round();
    }
    return simulation.counts();
  }

  private Game random(int size) {
    UniformRandomProvider random = ReplicateSeed.of(SEED, size, games++).generator();
    double[][] row = new double[size][size];
    double[][] column = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        row[i][j] = random.nextDouble();
        column[i][j] = random.nextDouble();
      }
    }
    return Game.bimatrix("random", row, column);
  }
}

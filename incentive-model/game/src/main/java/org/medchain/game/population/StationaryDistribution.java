package org.medchain.game.population;

import java.util.Arrays;
import org.medchain.game.random.CompensatedSum;

/**
 * How often a population with mutation is in each state in the long run.
 *
 * <p>Exact up to rounding, by the cheapest of three ways: for two strategies and single steps the
 * product of detailed balance, as logarithms; for more and single steps the elimination of
 * Grassmann, Taksar and Heyman within the band; for whole generations (Wright and Fisher) the same
 * with a dense matrix, up to {@link TransitionMatrix#MAX_STATES} states (two strategies: N ≤ 1,999;
 * three: N ≤ 61). Probabilities of a single generation below 1e-308 count as 0 there.
 */
public final class StationaryDistribution {
  /** The band of this many numbers takes 1.6 GB; three strategies at N = 200 need 5,500,000. */
  private static final long BAND_MAX = 200_000_000;

  private final PopulationStates lattice;
  private final int strategies;
  private final double[] logs;

  private StationaryDistribution(PopulationStates lattice, int strategies, double[] logs) {
    this.lattice = lattice;
    this.strategies = strategies;
    this.logs = logs;
  }

  /**
   * The distribution.
   *
   * @throws IllegalArgumentException without mutation, where each strategy alone is an end of its
   *     own (see {@link SmallMutationLimit}), or if there are too many states
   */
  public static StationaryDistribution of(FinitePopulation population) {
    if (population.mutation() == 0) {
      throw new IllegalArgumentException(
          "without mutation no distribution is the stationary one: use the limit of rare"
              + " mutations");
    }
    PopulationStates lattice = new PopulationStates(population.size(), population.strategies());
    double[] logs =
        switch (population.process()) {
          case SingleStepProcess single when population.strategies() == 2 ->
              product(population, single);
          case SingleStepProcess single -> banded(population, single, lattice);
          case WrightFisherProcess whole ->
              GthElimination.logStationary(TransitionMatrix.of(population, whole));
        };
    return new StationaryDistribution(lattice, population.strategies(), logs);
  }

  /** How many states there are. */
  public int states() {
    return logs.length;
  }

  /**
   * The probability of each state, in the order of the first count, then of the second, and so on:
   * (0, …, 0, N) is the first and (N, 0, …, 0) the last.
   */
  public double[] probabilities() {
    return Arrays.stream(logs).map(StrictMath::exp).toArray();
  }

  /** The probability that these numbers play each strategy. */
  public double probability(int... counts) {
    PopulationChecks.counts(counts, strategies, Arrays.stream(lattice.first()).sum());
    return StrictMath.exp(logs[lattice.index(counts)]);
  }

  /** The share of each strategy on average. */
  public double[] shares() {
    CompensatedSum[] sums = new CompensatedSum[strategies];
    Arrays.setAll(sums, each -> new CompensatedSum());
    int[] counts = lattice.first();
    int size = counts[strategies - 1];
    for (double log : logs) {
      double probability = StrictMath.exp(log);
      for (int strategy = 0; strategy < strategies; strategy++) {
        sums[strategy].add(probability * counts[strategy] / size);
      }
      lattice.advance(counts);
    }
    return Arrays.stream(sums).mapToDouble(CompensatedSum::value).toArray();
  }

  /** Detailed balance: π(n) T⁺(n) = π(n+1) T⁻(n+1). */
  private static double[] product(FinitePopulation population, SingleStepProcess process) {
    double[] logs = new double[population.size() + 1];
    double[][] moves = new double[2][2];
    CompensatedSum sum = new CompensatedSum();
    double up = 0;
    for (int first = 0; first <= population.size(); first++) {
      int[] counts = {first, population.size() - first};
      process.transitionProbabilities(
          counts, population.payoffs(counts), population.mutation(), moves);
      if (first > 0) {
        sum.add(up - StrictMath.log(moves[0][1]));
        logs[first] = sum.value();
      }
      up = StrictMath.log(moves[1][0]);
    }
    return LogArithmetic.normalised(logs);
  }

  private static double[] banded(
      FinitePopulation population, SingleStepProcess process, PopulationStates lattice) {
    int[] lowest = lowest(population, lattice);
    GthElimination chain = new GthElimination(lowest);
    int[] counts = lattice.first();
    double[][] moves = new double[counts.length][counts.length];
    for (int state = 0; state < lowest.length; state++) {
      process.transitionProbabilities(
          counts, population.payoffs(counts), population.mutation(), moves);
      for (int dies = 0; dies < counts.length; dies++) {
        for (int comes = 0; comes < counts.length; comes++) {
          if (dies != comes && counts[dies] > 0) {
            chain.set(state, neighbour(lattice, counts, dies, comes), moves[dies][comes]);
          }
        }
      }
      lattice.advance(counts);
    }
    return chain.logStationary();
  }

  /** For each state the lowest that one step leads to: from the first strategy that is played. */
  private static int[] lowest(FinitePopulation population, PopulationStates lattice) {
    checkBand(population, lattice);
    int[] lowest = new int[lattice.states()];
    int[] counts = lattice.first();
    for (int state = 0; state < lowest.length; state++) {
      int dies = 0;
      while (counts[dies] == 0) {
        dies++;
      }
      int last = counts.length - 1;
      lowest[state] = dies == last ? state : neighbour(lattice, counts, dies, last);
      lattice.advance(counts);
    }
    return lowest;
  }

  private static void checkBand(FinitePopulation population, PopulationStates lattice) {
    int strategies = population.strategies();
    // The widest reach is from (0, …, 0, N) to (1, 0, …, 0, N − 1).
    long reach = new PopulationStates(population.size(), strategies - 1).states();
    if (lattice.states() * 2L * reach > BAND_MAX) {
      throw new IllegalArgumentException(
          "%s who play %s strategies have too many states: %s with a half-band of %s"
              .formatted(population.size(), strategies, lattice.states(), reach));
    }
  }

  private static int neighbour(PopulationStates lattice, int[] counts, int dies, int comes) {
    counts[dies]--;
    counts[comes]++;
    int index = lattice.index(counts);
    counts[dies]++;
    counts[comes]--;
    return index;
  }
}

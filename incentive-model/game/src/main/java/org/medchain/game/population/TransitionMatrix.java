package org.medchain.game.population;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The whole transition matrix of a small population by Wright and Fisher: rows and columns are the
 * states in the order of {@link StationaryDistribution}.
 */
public final class TransitionMatrix {
  /** No more states than these: the elimination of a dense matrix takes n³/3 steps. */
  public static final int MAX_STATES = 2_000;

  private TransitionMatrix() {}

  /**
   * The probability to go from each state to each in one generation. Each row adds up to 1.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_STATES} states
   */
  static double[][] of(FinitePopulation population, WrightFisherProcess process) {
    PopulationStates lattice = new PopulationStates(population.size(), population.strategies());
    if (lattice.states() > MAX_STATES) {
      throw new IllegalArgumentException(
          "%s who play %s strategies have more than %s states, too many for a matrix"
              .formatted(population.size(), population.strategies(), MAX_STATES));
    }
    double[][] matrix = new double[lattice.states()][lattice.states()];
    int[] counts = lattice.first();
    for (double[] row : matrix) {
      double[] born =
          OffspringDistribution.shares(
              process.fitness(), counts, population.payoffs(counts), population.mutation());
      fill(lattice, born, new int[born.length], 0, population.size(), 1, row);
      lattice.advance(counts);
    }
    return matrix;
  }

  /** Multinomial: the first count is binomial, the second binomial among the rest, and so on. */
  private static void fill(
      PopulationStates lattice,
      double[] born,
      int[] next,
      int place,
      int left,
      double probability,
      double[] row) {
    if (place == born.length - 1) {
      next[place] = left;
      row[lattice.index(next)] = probability;
      return;
    }
    double later = Arrays.stream(born, place + 1, born.length).sum();
    double chance = born[place] == 0 ? 0 : born[place] / (born[place] + later);
    BinomialDistribution wins = BinomialDistribution.of(left, chance);
    for (int count = 0; count <= left; count++) {
      next[place] = count;
      double all = probability * wins.probability(count);
      if (all > 0) {
        fill(lattice, born, next, place + 1, left - count, all, row);
      }
    }
  }
}

package org.medchain.game.population;

import java.util.Arrays;

/**
 * The whole transition matrix of a small population, with mutation: rows and columns are the states
 * in the order of {@link StationaryDistribution}.
 */
public final class TransitionMatrix {
  /** No more states than these: the elimination of a dense matrix takes n³/3 steps. */
  public static final int MAX_STATES = 2_000;

  private TransitionMatrix() {}

  /**
   * The probability to go from each state to each in one event or, by Wright and Fisher, in one
   * generation. Each row adds up to 1; the diagonal is computed and not what the others leave.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_STATES} states
   */
  public static double[][] of(FinitePopulation population) {
    PopulationStates lattice = new PopulationStates(population.size(), population.strategies());
    if (lattice.states() > MAX_STATES) {
      throw new IllegalArgumentException(
          "%s who play %s strategies have more than %s states, too many for a matrix"
              .formatted(population.size(), population.strategies(), MAX_STATES));
    }
    double[][] matrix = new double[lattice.states()][lattice.states()];
    int[] counts = lattice.first();
    for (double[] row : matrix) {
      double[] payoffs = population.payoffs(counts);
      switch (population.process()) {
        case SingleStepProcess single -> singles(population, single, lattice, counts, payoffs, row);
        case WrightFisherProcess whole ->
            generation(
                lattice,
                OffspringDistribution.shares(
                    whole.fitness(), counts, payoffs, population.mutation()),
                population.size(),
                row);
      }
      lattice.advance(counts);
    }
    return matrix;
  }

  private static void singles(
      FinitePopulation population,
      SingleStepProcess process,
      PopulationStates lattice,
      int[] counts,
      double[] payoffs,
      double[] row) {
    double[][] moves = new double[counts.length][counts.length];
    process.transitionProbabilities(counts, payoffs, population.mutation(), moves);
    for (int dies = 0; dies < counts.length; dies++) {
      for (int comes = 0; comes < counts.length; comes++) {
        if (counts[dies] > 0) {
          int[] next = counts.clone();
          next[dies]--;
          next[comes]++;
          row[lattice.index(next)] += moves[dies][comes];
        }
      }
    }
  }

  /** Multinomial: the first count is binomial, the second binomial among the rest, and so on. */
  private static void generation(PopulationStates lattice, double[] born, int size, double[] row) {
    fill(lattice, born, new int[born.length], 0, size, 1, row);
  }

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
    double[] wins = binomial(left, born[place], later);
    for (int count = 0; count <= left; count++) {
      next[place] = count;
      if (probability * wins[count] > 0) {
        fill(lattice, born, next, place + 1, left - count, probability * wins[count], row);
      }
    }
  }

  /**
   * Where neither this strategy nor a later one is born, the branch has no weight; any law will do.
   */
  private static double[] binomial(int left, double success, double failure) {
    return success == 0
        ? BinomialProbabilities.of(left, 0, 1)
        : BinomialProbabilities.of(left, success, failure);
  }
}

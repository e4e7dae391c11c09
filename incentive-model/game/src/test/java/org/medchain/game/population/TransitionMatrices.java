package org.medchain.game.population;

/** Transition matrices of all processes; each row adds up to 1. */
final class TransitionMatrices {
  private TransitionMatrices() {}

  static double[][] of(FinitePopulation population) {
    return switch (population.process()) {
      case WrightFisherProcess whole -> TransitionMatrix.of(population, whole);
      case SingleStepProcess single -> of(population, single);
    };
  }

  private static double[][] of(FinitePopulation population, SingleStepProcess process) {
    PopulationStates lattice = new PopulationStates(population.size(), population.strategies());
    double[][] matrix = new double[lattice.states()][lattice.states()];
    double[][] moves = new double[population.strategies()][population.strategies()];
    int[] counts = lattice.first();
    for (double[] row : matrix) {
      process.transitionProbabilities(
          counts, population.payoffs(counts), population.mutation(), moves);
      for (int dies = 0; dies < counts.length; dies++) {
        for (int comes = 0; comes < counts.length && counts[dies] > 0; comes++) {
          int[] next = counts.clone();
          next[dies]--;
          next[comes]++;
          row[lattice.index(next)] += moves[dies][comes];
        }
      }
      lattice.advance(counts);
    }
    return matrix;
  }
}

package org.medchain.game.population;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.GroupGame;
import org.medchain.game.random.ReplicateSeed;

/** Games and populations for the tests. */
final class PopulationTestGames {
  static final double[][] ROCK_PAPER_SCISSORS = {{0, -1, 1.5}, {1.5, 0, -1}, {-1, 1.5, 0}};
  static final double[][] HAWK_DOVE = {{-1, 4}, {0, 2}};
  static final double[][] STAG_HUNT = {{5, 0}, {3, 2}};

  private PopulationTestGames() {}

  static GroupGame game(double[][] matrix) {
    List<String> names =
        IntStream.range(0, matrix.length).mapToObj(number -> "s" + number).toList();
    return GroupGame.ofMatrix("test", names, matrix);
  }

  static double[][] times(double factor, double[][] matrix) {
    return Arrays.stream(matrix)
        .map(row -> Arrays.stream(row).map(each -> factor * each).toArray())
        .toArray(double[][]::new);
  }

  /** The library's own conversion gives 0 where numerator and denominator are long. */
  static double nearest(BigFraction value) {
    return new BigDecimal(value.getNumerator())
        .divide(new BigDecimal(value.getDenominator()), MathContext.DECIMAL64)
        .doubleValue();
  }

  /** Payoffs between −1 and 1. */
  static double[][] random(int strategies, long seed) {
    UniformRandomProvider random = ReplicateSeed.of(seed, "game", strategies).generator();
    double[][] matrix = new double[strategies][strategies];
    for (double[] row : matrix) {
      Arrays.setAll(row, each -> 2 * random.nextDouble() - 1);
    }
    return matrix;
  }

  static FinitePopulation population(
      double[][] matrix, int size, UpdateProcess process, double mutation) {
    return new FinitePopulation(FinitePopulationGame.of(game(matrix)), size, process, mutation);
  }

  /** All processes, with a selection each. */
  static List<UpdateProcess> processes(double selection) {
    Fitness exponential = new Fitness.ExponentialFitness(selection);
    return List.of(
        new MoranProcess(exponential),
        new MoranProcess(new Fitness.LinearFitness(Math.min(0.45, selection))),
        new PairwiseComparison(selection),
        new WrightFisherProcess(exponential),
        new WrightFisherProcess(new Fitness.LinearFitness(Math.min(0.45, selection))));
  }
}

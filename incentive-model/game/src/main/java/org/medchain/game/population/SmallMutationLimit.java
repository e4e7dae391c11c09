package org.medchain.game.population;

import java.util.Arrays;
import org.medchain.game.exact.Vectors;

/**
 * A population whose mutations are so rare that each is lost or has taken over before the next
 * comes (Fudenberg and Imhof 2006): a chain on the states in which all play the same.
 *
 * <p>A resident strategy is replaced at a rate in proportion to the probability that a single
 * mutant takes over, each other strategy being as likely to appear. Everything is computed with
 * logarithms, so strategies that are replaced once in 10³⁰⁰ mutations, or less often, have their
 * right weights.
 */
public final class SmallMutationLimit {
  private final double[][] logFixation;
  private final double[] logShares;

  private SmallMutationLimit(double[][] logFixation) {
    this.logFixation = logFixation;
    double[][] rates = new double[logFixation.length][];
    Arrays.setAll(
        rates, resident -> Vectors.of(rates.length, mutant -> logFixation[mutant][resident]));
    this.logShares = GthElimination.logStationaryOfLogs(rates);
  }

  /**
   * The limit for a population.
   *
   * @param population its mutation is not looked at; by Wright and Fisher, where no closed form
   *     exists, it has at most {@link TransitionMatrix#MAX_STATES} states in two strategies and
   *     fixation probabilities below 1e-308 are not told apart from 0
   */
  public static SmallMutationLimit of(FinitePopulation population) {
    int strategies = population.strategies();
    double[][] logs = new double[strategies][];
    Arrays.setAll(
        logs,
        mutant ->
            Vectors.of(
                strategies,
                resident ->
                    mutant == resident
                        ? Double.NEGATIVE_INFINITY
                        : logFixation(population, mutant, resident)));
    return new SmallMutationLimit(logs);
  }

  /** The logarithm of the probability that one mutant takes over a population of residents. */
  public static double logFixation(FinitePopulation population, int mutant, int resident) {
    return switch (population.process()) {
      case SingleStepProcess single -> Fixation.of(population, mutant, resident).logProbability(1);
      case WrightFisherProcess whole -> {
        double[][] chain = TransitionMatrix.of(population.pair(mutant, resident), whole);
        // The first count is that of the mutants: states 0 and N are the ends.
        yield StrictMath.log(GthElimination.absorption(chain, population.size(), 0)[1]);
      }
    };
  }

  /** The logarithm of the probability that one {@code mutant} takes over all {@code resident}. */
  public double logFixation(int mutant, int resident) {
    return logFixation[mutant][resident];
  }

  /** How much of the time all play each strategy. */
  public double[] shares() {
    return Arrays.stream(logShares).map(StrictMath::exp).toArray();
  }

  /** The logarithms of the same. */
  public double[] logShares() {
    return logShares.clone();
  }
}

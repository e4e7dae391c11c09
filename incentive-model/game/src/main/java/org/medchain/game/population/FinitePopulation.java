package org.medchain.game.population;

/**
 * A well-mixed population of finite size that plays a game and changes its strategies: a Markov
 * chain on how many play each.
 *
 * @param game two strategies or more
 * @param size N, two or more
 * @param process how strategies change
 * @param mutation μ from 0 to 1: the probability that a newcomer plays another strategy than the
 *     one taken over, each of the others as likely
 */
public record FinitePopulation(
    FinitePopulationGame game, int size, UpdateProcess process, double mutation) {
  public FinitePopulation {
    if (size < 2) {
      throw new IllegalArgumentException("population size " + size + " is less than 2");
    }
    if (game.strategies().size() < 2) {
      throw new IllegalArgumentException(
          "a population needs two or more strategies, not " + game.strategies());
    }
    PopulationChecks.probability("mutation", mutation);
  }

  /** How many strategies there are. */
  public int strategies() {
    return game.strategies().size();
  }

  /** What each strategy yields at these counts. */
  double[] payoffs(int[] counts) {
    double[] payoffs = new double[counts.length];
    game.payoffs(counts, payoffs);
    return payoffs;
  }

  /** The process, which must be one of single steps for what {@code purpose} names. */
  SingleStepProcess requireSingleStep(String purpose) {
    return switch (process) {
      case SingleStepProcess each -> each;
      case WrightFisherProcess whole ->
          throw new IllegalArgumentException(
              purpose + " needs a process of single steps, not " + whole);
    };
  }

  /** Two of the strategies alone, without mutation: {@code one} comes first. */
  FinitePopulation pair(int one, int two) {
    PopulationChecks.strategy(one, strategies());
    PopulationChecks.strategy(two, strategies());
    return new FinitePopulation(new TwoStrategyGame(game, one, two), size, process, 0);
  }
}

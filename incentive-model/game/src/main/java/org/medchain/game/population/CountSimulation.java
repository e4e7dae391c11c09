package org.medchain.game.population;

import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.exact.Vectors;
import org.medchain.game.random.ReplicateSeed;

/**
 * One run of a {@link FinitePopulation}, kept as counts: the law of each step is exactly that of
 * the chain, and an event takes a few draws for every N. Not for use by several threads at once.
 */
public final class CountSimulation {
  private final FinitePopulation population;
  private final UniformRandomProvider random;
  private final int[] counts;
  private final double[] payoffs;
  private final double[] weights;
  private double total;

  /**
   * A run from a start.
   *
   * @param start how many play each, N in all
   * @param seed of all draws
   */
  public CountSimulation(FinitePopulation population, int[] start, ReplicateSeed seed) {
    PopulationChecks.counts(start, population.strategies(), population.size());
    this.population = population;
    this.random = seed.generator();
    this.counts = start.clone();
    this.payoffs = new double[counts.length];
    this.weights = new double[counts.length];
    refresh();
  }

  /** How many play each now. */
  public int[] counts() {
    return counts.clone();
  }

  /** How large a share plays each strategy. */
  public double[] shares() {
    return Vectors.of(counts.length, each -> (double) counts[each] / population.size());
  }

  /** One round: N events, or one generation. */
  public void round() {
    int events =
        switch (population.process()) {
          case SingleStepProcess single -> population.size();
          case WrightFisherProcess whole -> 1;
        };
    for (int number = 0; number < events; number++) {
      step();
    }
  }

  /** One event, or one generation. */
  public void step() {
    switch (population.process()) {
      case MoranProcess moran -> birthAndDeath();
      case PairwiseComparison comparison -> imitation(comparison);
      case WrightFisherProcess whole -> generation();
    }
  }

  private void birthAndDeath() {
    int comes = born();
    int dies = StrategyDraws.byCount(counts, random.nextInt(population.size()));
    replace(dies, comes);
  }

  private void imitation(PairwiseComparison comparison) {
    int own = StrategyDraws.byCount(counts, random.nextInt(population.size()));
    if (mutates()) {
      replace(own, StrategyDraws.otherStrategy(own, counts.length, random));
      return;
    }
    int other =
        StrategyDraws.byCountExcludingSelf(own, counts, random.nextInt(population.size() - 1));
    if (other != own
        && random.nextDouble() < comparison.imitationProbability(payoffs[own], payoffs[other])) {
      replace(own, other);
    }
  }

  private void generation() {
    // N draws are an exact multinomial; the library's samplers would tie runs to its version.
    int[] next = new int[counts.length];
    for (int place = 0; place < population.size(); place++) {
      next[born()]++;
    }
    System.arraycopy(next, 0, counts, 0, next.length);
    refresh();
  }

  private int born() {
    int parent = StrategyDraws.byWeight(weights, random.nextDouble() * total);
    return mutates() ? StrategyDraws.otherStrategy(parent, counts.length, random) : parent;
  }

  private boolean mutates() {
    // Without mutation nothing is drawn, so that such runs are as if it did not exist.
    return population.mutation() > 0 && random.nextDouble() < population.mutation();
  }

  private void replace(int dies, int comes) {
    if (dies != comes) {
      counts[dies]--;
      counts[comes]++;
      refresh();
    }
  }

  /** Payoffs and fitness change only with the counts. */
  private void refresh() {
    population.game().payoffs(counts, payoffs);
    total =
        switch (population.process()) {
          case MoranProcess moran ->
              OffspringDistribution.weights(moran.fitness(), counts, payoffs, weights);
          case WrightFisherProcess whole ->
              OffspringDistribution.weights(whole.fitness(), counts, payoffs, weights);
          // Who imitates is compared with one other only: nothing is drawn by weight.
          case PairwiseComparison comparison -> 0;
        };
  }
}

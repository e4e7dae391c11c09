package org.medchain.game.network;

import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.random.ReplicateSeed;

/** One run of a population on a graph. Not for use by several threads at once. */
public final class NetworkSimulation {
  private final NetworkPopulation population;
  private final Graph graph;
  private final UniformRandomProvider random;
  private final NetworkState state;
  private final double[] weights;

  /**
   * A run from a start.
   *
   * @param start what each node plays
   * @param seed of all draws
   */
  public NetworkSimulation(NetworkPopulation population, int[] start, ReplicateSeed seed) {
    this.population = population;
    this.graph = population.graph();
    this.random = seed.generator();
    this.state = new NetworkState(population, start);
    this.weights = new double[graph.nodes()];
  }

  /** How many nodes play {@code strategy} now. */
  public int count(int strategy) {
    return state.count(strategy);
  }

  /** What a node plays now. */
  public int strategyOf(int node) {
    return state.strategyOf(node);
  }

  /** Whether all play the same. */
  public boolean isMonomorphic() {
    return state.count(state.strategyOf(0)) == graph.nodes();
  }

  /** One round: as many events as there are nodes, one after the other. */
  public void round() {
    for (int number = 0; number < graph.nodes(); number++) {
      step();
    }
  }

  /** One event. */
  public void step() {
    int node = random.nextInt(graph.nodes());
    int next = next(node);
    if (next != state.strategyOf(node)) {
      state.setStrategy(node, next);
    }
  }

  private int next(int node) {
    int own = state.strategyOf(node);
    return switch (population.rule()) {
      case NetworkRule.DeathBirth rule -> mutated(compete(rule.fitness(), node));
      case NetworkRule.PairwiseImitation rule -> {
        // One who mutates does so from his own strategy, without a look, as in the mixed
        // population.
        int fresh = mutated(own);
        yield fresh != own ? fresh : compare(rule.comparison(), node);
      }
    };
  }

  /** The strategy of a neighbour, by fitness. */
  private int compete(Fitness fitness, int node) {
    double point = random.nextDouble() * state.weights(fitness, node, weights);
    int place = 0;
    // Past the end is rounding, and then it is the last neighbour.
    while (place < graph.degree(node) - 1 && point >= weights[place]) {
      point -= weights[place];
      place++;
    }
    return state.strategyOf(graph.neighbour(node, place));
  }

  private int compare(PairwiseComparison comparison, int node) {
    int model = graph.neighbour(node, random.nextInt(graph.degree(node)));
    double takes = comparison.imitationProbability(state.payoff(node), state.payoff(model));
    return random.nextDouble() < takes ? state.strategyOf(model) : state.strategyOf(node);
  }

  private int mutated(int strategy) {
    if (population.mutation() == 0 || random.nextDouble() >= population.mutation()) {
      return strategy;
    }
    int drawn = random.nextInt(population.game().strategies().size() - 1);
    return drawn < strategy ? drawn : drawn + 1;
  }
}

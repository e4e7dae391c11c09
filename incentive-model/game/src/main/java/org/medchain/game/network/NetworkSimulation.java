package org.medchain.game.network;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.network.NetworkRule.BirthDeath;
import org.medchain.game.network.NetworkRule.DeathBirth;
import org.medchain.game.network.NetworkRule.Imitation;
import org.medchain.game.network.NetworkRule.PairwiseImitation;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.random.ReplicateSeed;

/** One run of a population on a graph. Not for use by several threads at once. */
public final class NetworkSimulation {
  /** Beyond this the fitness of one node leaves the range of {@code double}. */
  private static final double LOG_MAX = 600;

  private final NetworkPopulation population;
  private final Graph graph;
  private final UniformRandomProvider random;
  private final NetworkState state;
  private final double[] weights;
  private final double[] parents;

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
    this.weights = new double[graph.nodes() + 1];
    this.parents = new double[graph.nodes()];
    if (population.rule() instanceof BirthDeath rule) {
      IntStream.range(0, graph.nodes()).forEach(node -> weigh(rule.fitness(), node));
    }
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
    if (population.rule() instanceof BirthDeath rule) {
      birth(rule.fitness());
      return;
    }
    int node = random.nextInt(graph.nodes());
    int next = next(node);
    if (next != state.strategyOf(node)) {
      state.setStrategy(node, next);
    }
  }

  private int next(int node) {
    int own = state.strategyOf(node);
    return switch (population.rule()) {
      case DeathBirth rule -> mutated(compete(rule.fitness(), node, false));
      case Imitation rule -> mutated(compete(rule.fitness(), node, true));
      case PairwiseImitation rule -> {
        // One who mutates does so from his own strategy, without a look, as in the mixed
        // population.
        int fresh = mutated(own);
        yield fresh != own ? fresh : compare(rule.comparison(), node);
      }
      case BirthDeath rule ->
          throw new IllegalStateException("the parent is chosen first: " + rule);
    };
  }

  /** The strategy of a neighbour, or of the node itself if that competes too, by fitness. */
  private int compete(Fitness fitness, int node, boolean itself) {
    double point = random.nextDouble() * state.weights(fitness, node, itself, weights);
    int degree = graph.degree(node);
    int place = 0;
    while (place < degree && point >= weights[place]) {
      point -= weights[place];
      place++;
    }
    // Past the end: the node itself if it competes, or else rounding, and then the last neighbour.
    return place == degree && itself
        ? state.strategyOf(node)
        : state.strategyOf(graph.neighbour(node, Math.min(place, degree - 1)));
  }

  private int compare(PairwiseComparison comparison, int node) {
    int model = graph.neighbour(node, random.nextInt(graph.degree(node)));
    double takes = comparison.imitationProbability(state.payoff(node), state.payoff(model));
    return random.nextDouble() < takes ? state.strategyOf(model) : state.strategyOf(node);
  }

  /** The parent comes first here, and a neighbour makes place for the offspring. */
  private void birth(Fitness fitness) {
    double point = random.nextDouble() * Arrays.stream(parents).sum();
    int parent = 0;
    while (parent < parents.length - 1 && point >= parents[parent]) {
      point -= parents[parent];
      parent++;
    }
    int born = mutated(state.strategyOf(parent));
    int place = graph.neighbour(parent, random.nextInt(graph.degree(parent)));
    if (born != state.strategyOf(place)) {
      state.setStrategy(place, born);
      weigh(fitness, place);
      for (int around = 0; around < graph.degree(place); around++) {
        weigh(fitness, graph.neighbour(place, around));
      }
    }
  }

  /** Keeps the weight of a parent; only a change next to it changes it. */
  private void weigh(Fitness fitness, int node) {
    double log = fitness.log(state.payoff(node));
    if (Math.abs(log) > LOG_MAX) {
      throw new IllegalArgumentException(
          "fitness exp(" + log + ") is out of range on a network: use a smaller selection");
    }
    parents[node] = StrictMath.exp(log);
  }

  private int mutated(int strategy) {
    if (population.mutation() == 0 || random.nextDouble() >= population.mutation()) {
      return strategy;
    }
    int drawn = random.nextInt(population.game().strategies().size() - 1);
    return drawn < strategy ? drawn : drawn + 1;
  }
}

package org.medchain.game.network;

import java.util.Arrays;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.GthElimination;
import org.medchain.game.population.PairwiseComparison;

/**
 * The probability that mutants take over a small graph, from each configuration: all 2ⁿ of them are
 * states, and the equations are solved by elimination, without chance and without subtraction. For
 * events one after the other, without mutation.
 */
public final class ExactFixation {
  /** Ten nodes are 1,024 states; the elimination takes the cube of that. */
  public static final int MAX_NODES = 10;

  private final int nodes;
  private final double[] wins;

  private ExactFixation(int nodes, double[] wins) {
    this.nodes = nodes;
    this.wins = wins;
  }

  /**
   * Mutants of one strategy among residents of another.
   *
   * @param population its mutation is not looked at; at most {@link #MAX_NODES} nodes, connected
   */
  public static ExactFixation of(NetworkPopulation population, int mutant, int resident) {
    NetworkPopulation pure =
        new NetworkPopulation(
            population.graph(), population.game(), population.rule(), population.aggregation(), 0);
    int nodes = pure.graph().nodes();
    if (nodes > MAX_NODES) {
      throw new IllegalArgumentException(
          nodes + " nodes are too many to solve exactly: at most " + MAX_NODES);
    }
    int states = 1 << nodes;
    double[][] rates = new double[states][states];
    // The two ends, no one and all, are never left; their rows stay empty.
    for (int mask = 1; mask < states - 1; mask++) {
      int[] plays = new int[nodes];
      for (int node = 0; node < nodes; node++) {
        plays[node] = ((mask >> node) & 1) == 1 ? mutant : resident;
      }
      double[] flips = changeProbabilities(pure, new NetworkState(pure, plays));
      for (int node = 0; node < nodes; node++) {
        rates[mask][mask ^ (1 << node)] = flips[node];
      }
    }
    return new ExactFixation(nodes, GthElimination.absorption(rates, states - 1, 0));
  }

  /** The probability from a set of mutants, bit {@code i} being node i. */
  public double probability(int mutants) {
    return wins[mutants];
  }

  /** The probability from a single mutant at a node. */
  public double single(int node) {
    return wins[1 << node];
  }

  /** The same for a node drawn evenly. */
  public double average() {
    double sum = 0;
    for (int node = 0; node < nodes; node++) {
      sum += single(node);
    }
    return sum / nodes;
  }

  /** For each node, the probability that the next event changes it. */
  static double[] changeProbabilities(NetworkPopulation population, NetworkState state) {
    double[] flips = new double[population.graph().nodes()];
    for (int node = 0; node < flips.length; node++) {
      flips[node] =
          switch (population.rule()) {
            case NetworkRule.DeathBirth rule ->
                compete(population.graph(), state, rule.fitness(), node, false);
            case NetworkRule.Imitation rule ->
                compete(population.graph(), state, rule.fitness(), node, true);
            case NetworkRule.PairwiseImitation rule ->
                compare(population.graph(), state, rule.comparison(), node);
            case NetworkRule.BirthDeath rule ->
                invaded(population.graph(), state, rule.fitness(), node);
          };
    }
    return flips;
  }

  /** Chosen evenly, then replaced by a neighbour who plays otherwise. */
  private static double compete(
      Graph graph, NetworkState state, Fitness fitness, int node, boolean itself) {
    double[] weights = new double[graph.degree(node) + 1];
    double total = state.weights(fitness, node, itself, weights);
    double others = 0;
    for (int place = 0; place < graph.degree(node); place++) {
      int neighbour = graph.neighbour(node, place);
      others += state.strategyOf(neighbour) == state.strategyOf(node) ? 0 : weights[place];
    }
    return others / total / graph.nodes();
  }

  /** Chosen evenly, meets a neighbour who plays otherwise, and follows. */
  private static double compare(
      Graph graph, NetworkState state, PairwiseComparison comparison, int node) {
    double taken = 0;
    for (int place = 0; place < graph.degree(node); place++) {
      int neighbour = graph.neighbour(node, place);
      if (state.strategyOf(neighbour) != state.strategyOf(node)) {
        taken += comparison.imitationProbability(state.payoff(node), state.payoff(neighbour));
      }
    }
    return taken / graph.degree(node) / graph.nodes();
  }

  /** A neighbour who plays otherwise is chosen by fitness and hits upon this node. */
  private static double invaded(Graph graph, NetworkState state, Fitness fitness, int node) {
    double[] logs = new double[graph.nodes()];
    Arrays.setAll(logs, each -> fitness.log(state.payoff(each)));
    double largest = Arrays.stream(logs).max().orElseThrow();
    double total = Arrays.stream(logs).map(log -> StrictMath.exp(log - largest)).sum();
    double invaders = 0;
    for (int place = 0; place < graph.degree(node); place++) {
      int parent = graph.neighbour(node, place);
      if (state.strategyOf(parent) != state.strategyOf(node)) {
        invaders += StrictMath.exp(logs[parent] - largest) / graph.degree(parent);
      }
    }
    return invaders / total;
  }
}

package org.medchain.game.network;

import org.medchain.game.population.Fitness;

/** Strategies and payoffs on the graph. */
final class NetworkState {
  private final NetworkPopulation population;
  private final Graph graph;
  private final int[] strategyOf;
  // around[node][strategy]: whole numbers, so that what a node gets never depends on its past.
  private final int[][] around;
  private final int[] counts;
  private final double[] payoffs;

  NetworkState(NetworkPopulation population, int[] start) {
    this.population = population;
    this.graph = population.graph();
    int strategies = population.game().strategies().size();
    this.strategyOf = start.clone();
    this.around = new int[start.length][strategies];
    this.counts = new int[strategies];
    this.payoffs = new double[start.length];
    for (int node = 0; node < strategyOf.length; node++) {
      counts[strategyOf[node]]++;
      for (int place = 0; place < graph.degree(node); place++) {
        around[graph.neighbour(node, place)][strategyOf[node]]++;
      }
    }
    for (int node = 0; node < strategyOf.length; node++) {
      payoffs[node] = income(node);
    }
  }

  /** What a node plays. */
  int strategyOf(int node) {
    return strategyOf[node];
  }

  /** How many play a strategy. */
  int count(int strategy) {
    return counts[strategy];
  }

  /** What a node gets from all its neighbours. */
  double payoff(int node) {
    return payoffs[node];
  }

  /** Changes one node; its own payoff and its neighbours' follow. */
  void setStrategy(int node, int strategy) {
    int old = strategyOf[node];
    strategyOf[node] = strategy;
    counts[old]--;
    counts[strategy]++;
    payoffs[node] = income(node);
    for (int place = 0; place < graph.degree(node); place++) {
      int neighbour = graph.neighbour(node, place);
      around[neighbour][old]--;
      around[neighbour][strategy]++;
      payoffs[neighbour] = income(neighbour);
    }
  }

  /**
   * The fitness of the neighbours of a node, and of the node itself at the end, up to a factor.
   *
   * @return their sum, without or with the node itself
   */
  double weights(Fitness fitness, int node, boolean itself, double[] into) {
    int degree = graph.degree(node);
    // The largest is taken out before exp, so that strong selection does not overflow.
    double largest = fitness.log(payoffs[node]);
    into[degree] = itself ? largest : Double.NEGATIVE_INFINITY;
    for (int place = 0; place < degree; place++) {
      into[place] = fitness.log(payoffs[graph.neighbour(node, place)]);
      largest = place == 0 && !itself ? into[place] : Math.max(largest, into[place]);
    }
    double total = 0;
    for (int place = 0; place <= degree; place++) {
      into[place] = StrictMath.exp(into[place] - largest);
      total += into[place];
    }
    return total;
  }

  /** A node without neighbours plays no game and gets nothing. */
  private double income(int node) {
    double sum = 0;
    for (int strategy = 0; strategy < counts.length; strategy++) {
      sum +=
          around[node][strategy]
              * population.game().payoff(strategyOf[node], counts.length - 1 - strategy);
    }
    return switch (population.aggregation()) {
      case SUM -> sum;
      case AVERAGE -> sum / graph.degree(node);
    };
  }
}

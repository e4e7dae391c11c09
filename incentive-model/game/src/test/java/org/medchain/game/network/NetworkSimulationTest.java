package org.medchain.game.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.game.GroupGame;
import org.medchain.game.network.NetworkPopulation.PayoffAggregation;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.population.StationaryDistribution;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.SamplingPlan;

/** GAME-17: runs on graphs, against exact answers within their intervals. */
class NetworkSimulationTest {
  private static final Fitness FITNESS = new Fitness.ExponentialFitness(0.15);
  private static final List<NetworkRule> RULES =
      List.of(
          new NetworkRule.DeathBirth(FITNESS),
          new NetworkRule.BirthDeath(FITNESS),
          new NetworkRule.Imitation(FITNESS),
          new NetworkRule.PairwiseImitation(0.3));

  private static NetworkPopulation population(Graph graph, NetworkRule rule, double mutation) {
    GroupGame game = NetworkFixationTest.donation(3, 1);
    return new NetworkPopulation(graph, game, rule, PayoffAggregation.SUM, mutation);
  }

  /** On a graph with nodes of all kinds. */
  @Test
  void fixationAsSolvedExactly() {
    Graph uneven =
        Graph.of(
            8,
            Stream.of("01 02 12 03 13 04 24 05 35 06 16 07 67 47".split(" "))
                .map(edge -> edge.chars().map(node -> node - '0').toArray())
                .toList());
    for (NetworkRule rule : RULES) {
      NetworkPopulation population = population(uneven, rule, 0);
      double exact = ExactFixation.of(population, 1, 0).average();
      SamplingPlan sampling = new SamplingPlan(6, "exact " + rule, 6000, 2, 0.999);
      IntervalEstimate seen = NetworkEstimates.fixation(population, 1, 0, 10_000, sampling);
      assertThat(seen.covers(exact)).as("%s %s", rule, seen).isTrue();
      assertThat(seen.high() - seen.low()).isLessThan(0.05);
    }
  }

  /** With mutation on the complete graph: the shares of the well-mixed population. */
  @Test
  void completeGraphIsWellMixed() {
    GroupGame game = NetworkFixationTest.game(0.2, 1.4, 0.9, 0.6);
    FinitePopulation mixed =
        new FinitePopulation(FinitePopulationGame.of(game), 20, new PairwiseComparison(2), 0.1);
    NetworkPopulation network =
        new NetworkPopulation(
            Graph.complete(20),
            game,
            new NetworkRule.PairwiseImitation(2),
            PayoffAggregation.AVERAGE,
            0.1);
    SamplingPlan sampling = new SamplingPlan(6, "mixed", 60, 2, 0.999);
    IntervalEstimate seen = NetworkEstimates.shares(network, new int[20], 50, 400, sampling).get(0);
    assertThat(seen.covers(StationaryDistribution.of(mixed).shares()[0])).as("%s", seen).isTrue();
    assertThat(seen.high() - seen.low()).isLessThan(0.05);
  }

  /**
   * Two strategies, each newcomer of either with a half: a fair coin, for all payoffs. By
   * birth–death the payoffs tell who makes place, so there only without selection.
   */
  @Test
  void mutationOfAHalfIsACoin() {
    Graph graph = Graph.ring(20, 4);
    NetworkRule neutral = new NetworkRule.BirthDeath(new Fitness.ExponentialFitness(0));
    for (NetworkRule rule : List.of(RULES.get(0), RULES.get(2), neutral)) {
      SamplingPlan sampling = new SamplingPlan(6, "coin", 40, 2, 0.999);
      IntervalEstimate seen =
          NetworkEstimates.shares(population(graph, rule, 0.5), new int[20], 20, 50, sampling)
              .get(0);
      assertThat(seen.covers(0.5)).as("%s %s", rule, seen).isTrue();
    }
  }

  /** Ohtsuki et al. (2006): b/c on either side of k, with selection strong enough to be seen. */
  @Test
  void benefitCostRatioAgainstDegree() {
    Graph graph = moebius(50);
    assertThat(cooperates(graph, 12, 0.05, 4000).low()).isGreaterThan(1 / 50.0);
    assertThat(cooperates(graph, 1.2, 0.05, 4000).high()).isLessThan(1 / 50.0);
  }

  /** Closer to the threshold k (N − 2) / (N − 2k) = 3.27, which takes many more runs. */
  @Test
  @Tag("exhaustive")
  void benefitCostRatioSharper() {
    Graph graph = moebius(50);
    assertThat(cooperates(graph, 5, 0.05, 200_000).low()).isGreaterThan(1 / 50.0);
    assertThat(cooperates(graph, 2, 0.05, 200_000).high()).isLessThan(1 / 50.0);
  }

  /** A ring with its diameters: three neighbours everywhere. */
  private static Graph moebius(int nodes) {
    return Graph.of(
        nodes,
        IntStream.range(0, nodes)
            .boxed()
            .flatMap(
                node ->
                    Stream.of(
                        new int[] {node, (node + 1) % nodes},
                        new int[] {node, (node + nodes / 2) % nodes}))
            .toList());
  }

  private static IntervalEstimate cooperates(
      Graph graph, double benefit, double selection, int runs) {
    NetworkPopulation population =
        new NetworkPopulation(
            graph,
            NetworkFixationTest.donation(benefit, 1),
            new NetworkRule.DeathBirth(new Fitness.ExponentialFitness(selection)),
            PayoffAggregation.SUM,
            0);
    SamplingPlan sampling = new SamplingPlan(6, "donation " + benefit, runs, 2, 0.99);
    return NetworkEstimates.fixation(population, 0, 1, 100_000, sampling);
  }

  @Test
  void theSameForAnyNumberOfThreads() {
    Graph graph = Graph.lattice(4, 4);
    for (NetworkRule rule : RULES) {
      List<Object> results = new ArrayList<>();
      for (int threads : new int[] {1, 2, 7}) {
        SamplingPlan sampling = new SamplingPlan(6, "threads", 10, threads, 0.95);
        results.add(
            List.of(
                NetworkEstimates.fixation(population(graph, rule, 0), 0, 1, 50, sampling),
                NetworkEstimates.shares(
                    population(graph, rule, 0.1), new int[16], 2, 9, sampling)));
      }
      assertThat(results).containsOnly(results.get(0));
    }
  }

  /** Golden counts: a change of these changes every seeded run. */
  @Test
  void golden() {
    List<Integer> seen = new ArrayList<>();
    Graph graph = Graph.lattice(10, 10);
    int[] start = IntStream.range(0, 100).map(node -> node % 2).toArray();
    for (NetworkRule rule : RULES) {
      NetworkSimulation run =
          new NetworkSimulation(population(graph, rule, 0.01), start, ReplicateSeed.of(1, 1, 1));
      IntStream.range(0, 3).forEach(round -> run.round());
      assertThat(run.count(0) + run.count(1)).isEqualTo(100);
      seen.add(run.count(0));
    }
    assertThat(seen).containsExactly(40, 26, 27, 10);
  }

  @Test
  void refuses() {
    ReplicateSeed seed = ReplicateSeed.of(1, 1, 1);
    assertThatThrownBy(() -> population(Graph.ring(5, 2), RULES.get(1), -0.1))
        .hasMessageContaining("mutation -0.1");
    NetworkRule strong = new NetworkRule.BirthDeath(new Fitness.ExponentialFitness(1e6));
    assertThatThrownBy(
            () -> new NetworkSimulation(population(Graph.ring(5, 2), strong, 0), new int[5], seed))
        .hasMessageContaining("use a smaller selection");
  }
}

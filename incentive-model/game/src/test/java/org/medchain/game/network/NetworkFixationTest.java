package org.medchain.game.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.medchain.game.GroupGame;
import org.medchain.game.network.NetworkPopulation.PayoffAggregation;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.game.population.Fitness;
import org.medchain.game.population.Fixation;
import org.medchain.game.population.MoranProcess;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.population.SingleStepProcess;

/** GAME-11: exact fixation on small graphs, against the literature. */
class NetworkFixationTest {
  static GroupGame game(double a, double b, double c, double d) {
    return GroupGame.ofMatrix("test", List.of("one", "two"), new double[][] {{a, b}, {c, d}});
  }

  /** Giving costs c and brings the other b: the first strategy gives. */
  static GroupGame donation(double benefit, double cost) {
    return game(benefit - cost, -cost, benefit, 0);
  }

  private static ExactFixation solve(
      Graph graph, GroupGame game, NetworkRule rule, PayoffAggregation income) {
    return ExactFixation.of(new NetworkPopulation(graph, game, rule, income, 0), 0, 1);
  }

  private static Graph cube() {
    List<int[]> edges = new ArrayList<>();
    for (int node = 0; node < 8; node++) {
      for (int bit = 1; bit < 8; bit *= 2) {
        edges.add(new int[] {node, node ^ bit});
      }
    }
    return Graph.of(8, edges);
  }

  /** On the complete graph all is as in the well-mixed population, for games too. */
  @Property(seed = "83", tries = 6)
  void completeGraphIsWellMixed(@ForAll @DoubleRange(min = -1, max = 1) double corner) {
    GroupGame game = game(corner, 0.7, 0.3, 0.1);
    Fitness fitness = new Fitness.ExponentialFitness(2);
    compare(game, new NetworkRule.BirthDeath(fitness), new MoranProcess(fitness));
    compare(game, new NetworkRule.PairwiseImitation(3), new PairwiseComparison(3));
  }

  private static void compare(GroupGame game, NetworkRule rule, SingleStepProcess process) {
    ExactFixation network = solve(Graph.complete(7), game, rule, PayoffAggregation.AVERAGE);
    Fixation mixed =
        Fixation.of(new FinitePopulation(FinitePopulationGame.of(game), 7, process, 0), 0, 1);
    assertThat(network.single(4)).isCloseTo(mixed.probability(1), within(1e-12));
    assertThat(network.probability(0b0111010)).isCloseTo(mixed.probability(4), within(1e-12));
  }

  /**
   * Ohtsuki et al. (2006), b/c > k; for finite graphs whose nodes are alike Taylor, Day and Wild
   * (2007) give b/c > k (N − 2) / (N − 2k), here met on both sides within a percent.
   */
  @Test
  void cooperationIsFavouredAboveTheThreshold() {
    Fitness weak = new Fitness.ExponentialFitness(1e-6);
    for (Graph graph : List.of(Graph.ring(8, 2), Graph.ring(9, 2), cube())) {
      int nodes = graph.nodes();
      int degree = graph.degree(0);
      double threshold = (double) degree * (nodes - 2) / (nodes - 2 * degree);
      for (double factor : new double[] {0.99, 1.01}) {
        GroupGame game = donation(threshold * factor, 1);
        double wins =
            solve(graph, game, new NetworkRule.DeathBirth(weak), PayoffAggregation.SUM).average();
        assertThat(wins > 1.0 / nodes).isEqualTo(factor > 1);
      }
    }
  }

  /** Ohtsuki et al. (2006): birth–death never favours cooperation, nor does pairwise comparison. */
  @Test
  void birthDeathNeverFavoursCooperation() {
    for (double benefit : new double[] {2, 10, 100}) {
      GroupGame game = donation(benefit, 1);
      for (NetworkRule rule :
          List.of(
              new NetworkRule.BirthDeath(new Fitness.ExponentialFitness(1e-6)),
              new NetworkRule.PairwiseImitation(1e-6))) {
        assertThat(solve(cube(), game, rule, PayoffAggregation.SUM).average()).isLessThan(1 / 8.0);
      }
    }
  }

  /** Ohtsuki et al. (2006): imitation needs about b/c > k + 2, and more on a small graph. */
  @Test
  void imitationNeedsMore() {
    NetworkRule rule = new NetworkRule.Imitation(new Fitness.ExponentialFitness(1e-6));
    Graph ring = Graph.ring(10, 2);
    assertThat(solve(ring, donation(4, 1), rule, PayoffAggregation.SUM).average()).isLessThan(0.1);
    assertThat(solve(ring, donation(9, 1), rule, PayoffAggregation.SUM).average())
        .isGreaterThan(0.1);
  }
}

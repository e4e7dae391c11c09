package org.medchain.game.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;

/**
 * GAME-17: graphs have the degrees and edges that their names say, and depend on the seed alone.
 */
class GraphTest {
  @Test
  void regularKinds() {
    check(Graphs.complete(6), 6, 5);
    check(Graphs.complete(7), 7, 6);
    check(Graphs.complete(2), 2, 1);
    check(Graphs.ring(9, 4), 9, 4);
    check(Graphs.vonNeumann(5, 3), 15, 4);
    check(Graphs.moore(4, 5), 20, 8);
    assertThat(Graphs.star(7).degree(0)).isEqualTo(6);
    assertThat(Graphs.star(7).edges()).isEqualTo(6);
  }

  private static void check(Graph graph, int nodes, int degree) {
    assertThat(graph.nodes()).isEqualTo(nodes);
    assertThat(IntStream.range(0, nodes).map(graph::degree)).containsOnly(degree);
    assertThat(graph.connected()).isTrue();
    for (int node = 0; node < nodes; node++) {
      int from = node;
      for (int place = 0; place < degree; place++) {
        int neighbour = graph.neighbour(node, place);
        assertThat(neighbour).isNotEqualTo(node);
        assertThat(IntStream.range(0, graph.degree(neighbour)))
            .anyMatch(back -> graph.neighbour(neighbour, back) == from);
      }
    }
  }

  @Property(seed = "71", tries = 40)
  void randomRegularGraphsAreRegular(
      @ForAll long value,
      @ForAll @IntRange(min = 6, max = 60) int half,
      @ForAll @IntRange(min = 1, max = 9) int degree) {
    Graph graph = RandomGraphs.regular(2 * half, degree, new ReplicateSeed(value));
    assertThat(IntStream.range(0, 2 * half).map(graph::degree)).containsOnly(degree);
    assertThat(graph.edges()).isEqualTo(half * degree);
  }

  /** Of six nodes with two neighbours each, one hexagon has 60 forms and two triangles have 10. */
  @Test
  void randomRegularGraphsAreAboutEvenlyLikely() {
    long hexagons =
        IntStream.range(0, 4000)
            .filter(each -> RandomGraphs.regular(6, 2, ReplicateSeed.of(1, 2, each)).connected())
            .count();
    // Steger and Wormald's graphs are even in the limit only; at six nodes about 3 % off.
    assertThat((double) hexagons / 4000).isBetween(0.80, 0.92);
  }

  @Property(seed = "72", tries = 20)
  void wattsStrogatzKeepsTheEdges(@ForAll long value) {
    Graph graph = RandomGraphs.wattsStrogatz(50, 6, 0.3, new ReplicateSeed(value));
    assertThat(graph.edges()).isEqualTo(150);
    Graph still = RandomGraphs.wattsStrogatz(50, 6, 0, new ReplicateSeed(value));
    assertThat(edges(still)).isEqualTo(edges(Graphs.ring(50, 6)));
    assertThat(edges(graph)).isNotEqualTo(edges(still));
  }

  /** Barabási and Albert (1999): m links for each newcomer, and some nodes with very many. */
  @Test
  void barabasiAlbert() {
    Graph graph = RandomGraphs.barabasiAlbert(2000, 3, ReplicateSeed.of(1, "graph", 0));
    assertThat(graph.edges()).isEqualTo(6 + 3 * (2000 - 4));
    assertThat(graph.connected()).isTrue();
    Map<Boolean, Integer> hubs = new TreeMap<>();
    IntStream.range(0, 2000).forEach(node -> hubs.merge(graph.degree(node) >= 30, 1, Integer::sum));
    // P(degree ≥ k) is about m (m + 1) / k²: some 27 of 2,000 at k = 30; by chance none if even.
    assertThat(hubs.get(true)).isBetween(10, 50);
  }

  /** Erdős and Rényi (1959): each of the pairs with probability p. */
  @Test
  void erdosRenyi() {
    Graph graph = RandomGraphs.erdosRenyi(400, 0.05, ReplicateSeed.of(1, "graph", 1));
    IntervalEstimate share = IntervalEstimate.ofShareExact(0.999, graph.edges(), 400 * 399 / 2);
    assertThat(share.covers(0.05)).isTrue();
    assertThat(RandomGraphs.erdosRenyi(9, 0, new ReplicateSeed(1)).connected()).isFalse();
    assertThat(RandomGraphs.erdosRenyi(9, 1, new ReplicateSeed(1)).edges()).isEqualTo(36);
  }

  @Test
  void theSeedMakesTheGraph() {
    for (long value : new long[] {1, 2}) {
      ReplicateSeed seed = new ReplicateSeed(value);
      assertThat(edges(RandomGraphs.regular(30, 4, seed)))
          .isEqualTo(edges(RandomGraphs.regular(30, 4, seed)))
          .isNotEqualTo(edges(RandomGraphs.regular(30, 4, new ReplicateSeed(value + 5))));
    }
  }

  private static String edges(Graph graph) {
    StringBuilder text = new StringBuilder();
    for (int node = 0; node < graph.nodes(); node++) {
      for (int place = 0; place < graph.degree(node); place++) {
        text.append(graph.neighbour(node, place)).append(' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void refuses() {
    ReplicateSeed seed = new ReplicateSeed(1);
    assertThatThrownBy(() -> Graph.of(3, List.of(new int[] {0, 3})))
        .hasMessageContaining("edge [0, 3]");
    assertThatThrownBy(() -> Graph.of(1, List.of())).hasMessageContaining("not 1");
    assertThatThrownBy(() -> Graphs.ring(5, 3)).hasMessageContaining("even");
    assertThatThrownBy(() -> Graphs.ring(4, 4)).hasMessageContaining("no node of 4");
    assertThatThrownBy(() -> Graphs.moore(2, 9)).hasMessageContaining("3 by 3");
    assertThatThrownBy(() -> RandomGraphs.regular(5, 3, seed)).hasMessageContaining("degree 3");
    assertThatThrownBy(() -> RandomGraphs.barabasiAlbert(5, 5, seed))
        .hasMessageContaining("1 to 4");
    assertThatThrownBy(() -> RandomGraphs.erdosRenyi(5, 2, seed)).hasMessageContaining("[0, 1]");
  }
}

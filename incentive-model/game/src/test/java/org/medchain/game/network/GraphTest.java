package org.medchain.game.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** GAME-17: graphs have the degrees and edges that their names say. */
class GraphTest {
  @Test
  void regularKinds() {
    check(Graph.complete(6), 6, 5);
    check(Graph.complete(7), 7, 6);
    check(Graph.complete(2), 2, 1);
    check(Graph.ring(9, 4), 9, 4);
    check(Graph.lattice(5, 3), 15, 4);
    assertThat(Graph.star(7).degree(0)).isEqualTo(6);
    assertThat(Graph.star(7).edges()).isEqualTo(6);
  }

  private static void check(Graph graph, int nodes, int degree) {
    assertThat(graph.nodes()).isEqualTo(nodes);
    assertThat(IntStream.range(0, nodes).map(graph::degree)).containsOnly(degree);
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

  @Test
  void refuses() {
    assertThatThrownBy(() -> Graph.of(3, List.of(new int[] {0, 3})))
        .hasMessageContaining("edge [0, 3]");
    assertThatThrownBy(() -> Graph.of(1, List.of())).hasMessageContaining("not 1");
    assertThatThrownBy(() -> Graph.ring(5, 3)).hasMessageContaining("even");
    assertThatThrownBy(() -> Graph.ring(4, 4)).hasMessageContaining("less than its 4");
    assertThatThrownBy(() -> Graph.lattice(2, 9)).hasMessageContaining("3 by 3");
  }
}

package org.medchain.game.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Graphs without chance. */
public final class Graphs {
  private Graphs() {}

  /** All joined with all. */
  public static Graph complete(int nodes) {
    // A ring that reaches half way round from each side; where the sides meet, an edge counts once.
    return ring(nodes, nodes - 1, nodes / 2);
  }

  /** Node 0 in the middle, joined with all others, which have no other neighbours. */
  public static Graph star(int nodes) {
    List<TreeSet<Integer>> adjacency = Graph.empty(nodes);
    for (int leaf = 1; leaf < nodes; leaf++) {
      Graph.connect(adjacency, 0, leaf);
    }
    return new Graph(adjacency);
  }

  /**
   * Nodes in a circle.
   *
   * @param degree even: half of it to each side
   */
  public static Graph ring(int nodes, int degree) {
    if (degree % 2 != 0 || degree < 2) {
      throw new IllegalArgumentException("degree " + degree + " of a ring must be even, 2 or more");
    }
    return ring(nodes, degree, degree / 2);
  }

  private static Graph ring(int nodes, int degree, int reach) {
    List<TreeSet<Integer>> adjacency = Graph.empty(nodes);
    if (degree >= nodes) {
      throw new IllegalArgumentException("no node of " + nodes + " has " + degree + " neighbours");
    }
    for (int node = 0; node < nodes; node++) {
      for (int step = 1; step <= reach; step++) {
        Graph.connect(adjacency, node, (node + step) % nodes);
      }
    }
    return new Graph(adjacency);
  }

  /** A rectangle closed to a torus; each node has the four neighbours of von Neumann. */
  public static Graph vonNeumann(int width, int height) {
    return torus(width, height, List.of(new int[] {1, 0}, new int[] {0, 1}));
  }

  /** A rectangle closed to a torus; each node has the eight neighbours of Moore. */
  public static Graph moore(int width, int height) {
    return torus(
        width,
        height,
        List.of(new int[] {1, 0}, new int[] {0, 1}, new int[] {1, 1}, new int[] {1, -1}));
  }

  private static Graph torus(int width, int height, List<int[]> steps) {
    if (width < 3 || height < 3) {
      // Narrower ones close onto themselves and have fewer neighbours.
      throw new IllegalArgumentException(
          "a torus of " + width + " by " + height + " must be 3 by 3 or larger");
    }
    List<int[]> edges = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        for (int[] step : steps) {
          int right = (column + step[0]) % width;
          int below = (row + step[1] + height) % height;
          edges.add(new int[] {row * width + column, below * width + right});
        }
      }
    }
    return Graph.of(width * height, edges);
  }
}

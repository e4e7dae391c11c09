package org.medchain.game.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** A graph of nodes 0, 1, …: simple, without directions or weights. Immutable. */
public final class Graph {
  private final int[][] neighbours;

  Graph(List<TreeSet<Integer>> adjacency) {
    neighbours = new int[adjacency.size()][];
    for (int node = 0; node < neighbours.length; node++) {
      neighbours[node] = adjacency.get(node).stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /**
   * The graph with these edges.
   *
   * @param nodes how many, two or more
   * @param edges pairs of different nodes, in any order; the same edge twice counts once
   */
  public static Graph of(int nodes, List<int[]> edges) {
    List<TreeSet<Integer>> adjacency = empty(nodes);
    for (int[] edge : edges) {
      if (edge.length != 2
          || edge[0] == edge[1]
          || Arrays.stream(edge).anyMatch(node -> node < 0 || node >= nodes)) {
        throw new IllegalArgumentException(
            "edge " + Arrays.toString(edge) + " does not join two of " + nodes + " nodes");
      }
      connect(adjacency, edge[0], edge[1]);
    }
    return new Graph(adjacency);
  }

  static List<TreeSet<Integer>> empty(int nodes) {
    if (nodes < 2) {
      throw new IllegalArgumentException("a graph needs two or more nodes, not " + nodes);
    }
    List<TreeSet<Integer>> adjacency = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      adjacency.add(new TreeSet<>());
    }
    return adjacency;
  }

  static void connect(List<TreeSet<Integer>> adjacency, int one, int two) {
    adjacency.get(one).add(two);
    adjacency.get(two).add(one);
  }

  /** How many nodes there are. */
  public int nodes() {
    return neighbours.length;
  }

  /** How many neighbours a node has. */
  public int degree(int node) {
    return neighbours[node].length;
  }

  /** A neighbour of a node by its place, from 0, in the order of the numbers. */
  public int neighbour(int node, int place) {
    return neighbours[node][place];
  }

  /** How many edges there are. */
  public int edges() {
    return Arrays.stream(neighbours).mapToInt(each -> each.length).sum() / 2;
  }

  /** Whether every node can be reached from every other. */
  public boolean connected() {
    boolean[] seen = new boolean[nodes()];
    List<Integer> reached = new ArrayList<>(List.of(0));
    seen[0] = true;
    for (int next = 0; next < reached.size(); next++) {
      for (int neighbour : neighbours[reached.get(next)]) {
        if (!seen[neighbour]) {
          seen[neighbour] = true;
          reached.add(neighbour);
        }
      }
    }
    return reached.size() == nodes();
  }

  @Override
  public String toString() {
    return "graph of " + nodes() + " nodes and " + edges() + " edges";
  }
}

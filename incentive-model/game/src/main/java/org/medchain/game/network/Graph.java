package org.medchain.game.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.medchain.game.exact.Vectors;

/** A graph of nodes 0, 1, …: simple, without directions or weights. Immutable. */
public final class Graph {
  private final int[][] neighbours;

  private Graph(int[][] neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * The graph with these edges.
   *
   * @param nodes how many, two or more
   * @param edges pairs of different nodes, in any order; the same edge twice counts once
   */
  public static Graph of(int nodes, List<int[]> edges) {
    if (nodes < 2) {
      throw new IllegalArgumentException("a graph needs two or more nodes, not " + nodes);
    }
    List<TreeSet<Integer>> adjacency = Vectors.list(nodes, node -> new TreeSet<>());
    for (int[] edge : edges) {
      if (edge.length != 2
          || edge[0] == edge[1]
          || Arrays.stream(edge).anyMatch(node -> node < 0 || node >= nodes)) {
        throw new IllegalArgumentException(
            "edge " + Arrays.toString(edge) + " does not join two of " + nodes + " nodes");
      }
      adjacency.get(edge[0]).add(edge[1]);
      adjacency.get(edge[1]).add(edge[0]);
    }
    return new Graph(
        adjacency.stream()
            .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  /** All joined with all. */
  public static Graph complete(int nodes) {
    return reaching(nodes, nodes / 2);
  }

  /** Node 0 in the middle, joined with all others, which have no other neighbours. */
  public static Graph star(int nodes) {
    return of(nodes, Vectors.list(nodes - 1, leaf -> new int[] {0, leaf + 1}));
  }

  /**
   * Nodes in a circle.
   *
   * @param degree even: half of it to each side
   */
  public static Graph ring(int nodes, int degree) {
    if (degree % 2 != 0 || degree < 2 || degree >= nodes) {
      throw new IllegalArgumentException(
          "degree " + degree + " of a ring must be even, from 2 to less than its " + nodes);
    }
    return reaching(nodes, degree / 2);
  }

  /** A circle in which each node reaches so far to each side. */
  private static Graph reaching(int nodes, int reach) {
    return of(
        nodes,
        Vectors.list(
            nodes * reach, at -> new int[] {at % nodes, (at % nodes + 1 + at / nodes) % nodes}));
  }

  /** A rectangle closed to a torus; each node has the four neighbours of von Neumann. */
  public static Graph lattice(int width, int height) {
    if (width < 3 || height < 3) {
      // Narrower ones close onto themselves and have fewer neighbours.
      throw new IllegalArgumentException(
          "a torus of " + width + " by " + height + " must be 3 by 3 or larger");
    }
    List<int[]> edges = new ArrayList<>();
    for (int node = 0; node < width * height; node++) {
      int row = node / width * width;
      edges.add(new int[] {node, row + (node - row + 1) % width});
      edges.add(new int[] {node, (node + width) % (width * height)});
    }
    return of(width * height, edges);
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
}
